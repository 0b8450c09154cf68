"""Fields of one's own: what is wanted of a page beside its text, and where it stands."""

from collections.abc import Iterator, Sequence
from enum import StrEnum

import msgspec

from aurora.domains.errors import Invalid

FIELD_LIMIT, NESTING = 100, 4
OF_FIELDS = "fields: "
LENGTHS = {"name": 100, "css": 1_000, "xpath": 1_000, "attribute": 100}


class Take(StrEnum):
    """What is taken of an element: its words, its source, its words as Markdown, or the value of
    the attribute that is named.
    """

    TEXT = "text"
    HTML = "html"
    MARKDOWN = "markdown"
    ATTRIBUTE = "attribute"


class FieldType(StrEnum):
    """What the words are read as; those that are no number, or no date, give none."""

    STRING = "string"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"


class Field(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """One field: the elements that the selector (CSS or XPath 1.0) finds, the first or, with
    `many`, all of them in order. With `fields` each becomes an object of what is found in it.
    """

    name: str
    css: str | None = None
    xpath: str | None = None
    take: Take = Take.TEXT
    attribute: str | None = None
    type: FieldType = FieldType.STRING
    many: bool = False
    fields: tuple["Field", ...] = ()


def check_fields(fields: Sequence[Field]) -> None:
    """Refuse fields that contradict themselves; whether a selector can be read is not seen here."""
    if sum(1 for _ in all_fields(fields)) > FIELD_LIMIT:
        raise Invalid(f"at most {FIELD_LIMIT} fields", "fields")
    _check_level(fields, "fields", NESTING)
    for place, field in all_fields(fields):
        _check_field(field, place)


def all_fields(fields: Sequence[Field], place: str = "fields") -> Iterator[tuple[str, Field]]:
    """Give every field and its place in what was asked."""
    for number, field in enumerate(fields):
        here = f"{place}[{number}]"
        yield here, field
        yield from all_fields(field.fields, f"{here}.fields")


def by_xpath(fields: Sequence[Field]) -> bool:
    """Tell whether a field is found by XPath."""
    return any(field.xpath is not None for _, field in all_fields(fields))


def of_fields(reasons: Sequence[str]) -> list[str]:
    """Give those that say what of the fields is missing."""
    return [one for one in reasons if one.startswith(OF_FIELDS)]


def _check_level(fields: Sequence[Field], place: str, deep: int) -> None:
    if fields and deep == 0:
        raise Invalid(f"fields stand at most {NESTING} deep in one another", place)
    names = [field.name for field in fields]
    for number, field in enumerate(fields):
        if field.name in names[:number]:
            raise Invalid("another field has this name", f"{place}[{number}].name")
        _check_level(field.fields, f"{place}[{number}].fields", deep - 1)


def _check_words(field: Field, place: str) -> None:
    if not field.name:
        raise Invalid("a field has a name", f"{place}.name")
    for name, limit in LENGTHS.items():
        given = getattr(field, name) or ""
        if not given.isprintable():
            raise Invalid("only characters that can be seen", f"{place}.{name}")
        if len(given) > limit:
            raise Invalid(f"at most {limit:,} characters", f"{place}.{name}")


def _check_field(field: Field, place: str) -> None:
    _check_words(field, place)
    if (field.css is None) == (field.xpath is None):
        raise Invalid("a field is found either by css or by xpath", f"{place}.css")
    if (field.take is Take.ATTRIBUTE) != (field.attribute is not None):
        raise Invalid(
            "an attribute is named where one is taken, and only there", f"{place}.attribute"
        )
    if field.fields and (field.take is not Take.TEXT or field.type is not FieldType.STRING):
        raise Invalid("what has fields is an object, and of no other type", f"{place}.fields")
    for number, inner in enumerate(field.fields):
        if (inner.css is None) != (field.css is None):
            said = "what stands in a field is found as the field is: by css or by xpath"
            raise Invalid(said, f"{place}.fields[{number}]")

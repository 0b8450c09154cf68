"""Own fields of a page, by selectors."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from lxml.etree import XPath, XPathSyntaxError
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from aurora.domains.errors import Invalid
from aurora.domains.perception.fields import Field, all_fields, by_xpath, check_fields
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.spots import CssSpot, Spot, XPathSpot
from aurora.infrastructure.extraction.targets import Targets
from aurora.infrastructure.extraction.typed import missing, typed

Found: TypeAlias = dict[str, object]

MANY_LIMIT, SIZE_LIMIT = 1_000, 1_000_000


class Selection:
    """What is selected of one page, until there is more than anybody keeps."""

    def __init__(self) -> None:
        self.reasons: dict[str, None] = {}
        self._size = 0

    def fields(self, spot: Spot, fields: Sequence[Field]) -> Found:
        """Give the values of fields that stand in a spot."""
        return {field.name: self._value(spot, field) for field in fields}

    def _value(self, spot: Spot, field: Field) -> object:
        found = spot.select(field.css or field.xpath or "")
        if not field.many:
            return self._one(found[0], field) if found else missing(field)
        if len(found) > MANY_LIMIT:
            self.reasons[f"of {field.name!r} only the first {MANY_LIMIT} were taken"] = None
        values = (self._one(one, field) for one in found[:MANY_LIMIT])
        return [value for value in values if value is not None]

    def _one(self, spot: Spot, field: Field) -> object:
        if field.fields:
            return self.fields(spot, field.fields)
        said = spot.say(field.take, field.attribute)
        if said is None:
            return missing(field)
        if self._size + len(said) > SIZE_LIMIT:
            self.reasons[f"only the first {SIZE_LIMIT} characters of fields were taken"] = None
            return None
        self._size += len(said)
        return typed(said, field)


class Selected(NamedTuple):
    """The values of fields, and which limits were hit."""

    values: Found
    reasons: tuple[str, ...]


def selected(page: ParsedPage, fields: Sequence[Field], targets: Targets) -> Selected:
    """Give the values of fields on a page."""
    selection = Selection()
    css = [field for field in fields if field.xpath is None]
    found = selection.fields(CssSpot.of(page, targets), css)
    if by_xpath(fields):
        other = [field for field in fields if field.xpath is not None]
        found |= selection.fields(XPathSpot.of(page, targets), other)
    values = {field.name: found[field.name] for field in fields}
    return Selected(values, tuple(selection.reasons))


def check_selectors(fields: Sequence[Field]) -> None:
    """Raise Invalid for fields that cannot be, and for selectors that cannot be read."""
    check_fields(fields)
    for place, field in all_fields(fields):
        try:
            if field.css is not None:
                LexborHTMLParser("<p>").css(field.css)
            else:
                XPath(field.xpath or "", regexp=False)
        except (SelectolaxError, ValueError, XPathSyntaxError):
            kind = "css" if field.css is not None else "xpath"
            raise Invalid("the selector cannot be read", f"{place}.{kind}") from None

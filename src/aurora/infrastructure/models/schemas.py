"""JSON Schemas that strangers hand in: what of them is taken, and what fits them.

Nothing in them may fetch (`$ref`) or search by patterns, which can take for ever.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, best_match
from referencing import Registry

from aurora.domains.errors import Invalid

SIZE_LIMIT, NESTING = 20_000, 10
FIELD = "schema"
KEYWORDS = frozenset(
    """
    $schema title description type properties required additionalProperties items enum const anyOf
    minimum maximum exclusiveMinimum exclusiveMaximum minItems maxItems minLength maxLength format
    default examples
    """.split()  # noqa: SIM905  a list of words reads best as text
)


def check_schema(schema: Mapping[str, Any]) -> None:
    """Raise Invalid for a schema that is none, or none of an object, or says more than is taken."""
    if len(msgspec.json.encode(schema)) > SIZE_LIMIT:
        raise Invalid(f"a schema has at most {SIZE_LIMIT:,} bytes", FIELD)
    for place, keyword in _foreign(schema, FIELD, NESTING):
        raise Invalid(f"{keyword!r} is not taken in a schema", place)
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        raise Invalid(f"this is no JSON Schema: {error.message[:200]}", FIELD) from None
    if schema.get("type") != "object":
        raise Invalid("a schema is of an object", f"{FIELD}.type")


def misfit(schema: Mapping[str, Any], answer: object) -> str | None:
    """Give what is wrong with an answer; None where it fits."""
    validator = Draft202012Validator(schema, registry=Registry())
    found = best_match(validator.iter_errors(answer))
    return f"{found.json_path}: {found.message[:300]}" if found else None


def _foreign(schema: object, place: str, deep: int) -> Iterator[tuple[str, str]]:
    """Give what is not taken, and where it stands."""
    if not isinstance(schema, Mapping):
        return
    if deep == 0:
        yield place, "nesting"
        return
    for keyword, value in schema.items():
        if keyword not in KEYWORDS:
            yield place, keyword
        for where, inner in _inner(keyword, value):
            yield from _foreign(inner, place + where, deep - 1)


def _inner(keyword: str, value: object) -> Iterator[tuple[str, object]]:
    """Give the schemas that stand under a keyword."""
    if keyword == "properties" and isinstance(value, Mapping):
        for name, inner in value.items():
            yield f".properties.{name}", inner
    elif keyword in ("items", "additionalProperties"):
        yield f".{keyword}", value
    elif keyword == "anyOf" and isinstance(value, list):
        for number, inner in enumerate(value):
            yield f".anyOf[{number}]", inner

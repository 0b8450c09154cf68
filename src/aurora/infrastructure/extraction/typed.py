"""Words read as what they are to be."""

import math

from aurora.domains.perception.fields import Field, FieldType
from aurora.infrastructure.extraction.amounts import signed
from aurora.infrastructure.extraction.dates import written

NO = frozenset(
    """
    0 false off none null no não nao non nein nee nie
    """.split()  # noqa: SIM905  a list of words reads best as text
)


def typed(said: str, field: Field, language: str | None = None) -> object:
    """Give the value; None for what is no number or no date, as the `language` writes them."""
    match field.type:
        case FieldType.NUMBER:
            return _number(said, language)
        case FieldType.BOOLEAN:
            return said.strip().casefold() not in NO
        case FieldType.DATE:
            return _day(said, language)
        case FieldType.STRING:
            return said


def missing(field: Field) -> object:
    """Give the value of what is not there."""
    return False if field.type is FieldType.BOOLEAN else None


def _day(said: str, language: str | None) -> str | None:
    """Give the day, or as much of it as is said, without its time."""
    date = written(said, language)
    return date.partition("T")[0] if date else None


def _number(said: str, language: str | None) -> float | int | None:
    digits = signed(said, language)
    if digits is None:
        return None
    value = float(digits) if "." in digits else int(digits)
    return value if math.isfinite(value) else None

"""Words read as what they are to be."""

import math

from aurora.domains.perception.fields import Field, FieldType
from aurora.infrastructure.extraction.amounts import signed
from aurora.infrastructure.extraction.dates import written

NO = frozenset({"", "0", "false", "no", "não", "nao", "off", "none", "null"})


def typed(said: str, field: Field) -> object:
    """Give the value; None for what is no number, or no date."""
    match field.type:
        case FieldType.NUMBER:
            return _number(said)
        case FieldType.BOOLEAN:
            return said.strip().casefold() not in NO
        case FieldType.DATE:
            return written(said)
        case FieldType.STRING:
            return said


def missing(field: Field) -> object:
    """Give the value of what is not there."""
    return False if field.type is FieldType.BOOLEAN else None


def _number(said: str) -> float | int | None:
    digits = signed(said)
    if digits is None:
        return None
    value = float(digits) if "." in digits else int(digits)
    return value if math.isfinite(value) else None

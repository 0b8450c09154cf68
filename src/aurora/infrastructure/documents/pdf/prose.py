"""What is clearly text, and no table."""

from collections.abc import Sequence
from statistics import mean

from aurora.infrastructure.documents.pdf.columns import Band, columns_of
from aurora.infrastructure.documents.pdf.lines import Placed, rows

CLEAR_LINES = 5  # a column of text has as many clearly
SHORT = 3.6  # words that a cell of most columns has


def is_prose(column: Sequence[Placed]) -> bool:
    """Tell whether a column is clearly text."""
    lines = rows(column)
    return len(lines) >= CLEAR_LINES and mean(map(len, lines)) > SHORT


def parts_text(band: Band) -> bool:
    """Tell whether the strips of a band part columns that are clearly text."""
    return bool(band.strips) and all(map(is_prose, columns_of(band)))


def is_text(band: Band) -> bool:
    """Tell whether a band is clearly text, in columns or in one."""
    return all(map(is_prose, columns_of(band)))

"""Hidden columns of open sheets, taken away with what stands in them."""

from bisect import bisect_right
from itertools import accumulate

from lxml import etree

from aurora.infrastructure.documents.office.open_document import NAMESPACE

TABLE = f"{{{NAMESPACE}:table:1.0}}"
COLUMN, ROW = f"{TABLE}table-column", f"{TABLE}table-row"
VISIBILITY, REPEATED, SPANNED = (
    f"{TABLE}{name}" for name in ("visibility", "number-columns-repeated", "number-columns-spanned")
)


class Columns:
    """Which columns of a sheet are hidden."""

    def __init__(self, sheet: etree._Element) -> None:
        columns = list(sheet.iter(COLUMN))
        counts = [repeated(column) for column in columns]
        hidden = [count * is_hidden(one) for one, count in zip(columns, counts, strict=True)]
        self._begins = list(accumulate(counts, initial=0))
        self._hidden = list(accumulate(hidden, initial=0))

    def narrow(self, row: etree._Element) -> None:
        """Take away of a row what stands in hidden columns."""
        at = 0
        for cell in list(row.iterchildren("{*}*")):
            count, wide = repeated(cell), int(cell.get(SPANNED, "1"))
            if left := self._shown(at, count):
                cell.set(REPEATED, str(left))
                cell.set(SPANNED, str(self._shown(at, wide)))
            else:
                row.remove(cell)
            at += count

    def _shown(self, at: int, count: int) -> int:
        """Tell how many of so many columns are shown."""
        return count - self._before(at + count) + self._before(at)

    def _before(self, at: int) -> int:
        """Tell how many columns are hidden before one."""
        place = bisect_right(self._begins, at) - 1
        following = self._hidden[place + 1 : place + 2] or self._hidden[-1:]
        return min(self._hidden[place] + at - self._begins[place], following[0])


def is_hidden(element: etree._Element) -> bool:
    """Tell whether a row or a column is hidden, by hand or by a filter."""
    return element.get(VISIBILITY, "visible") != "visible"


def repeated(element: etree._Element) -> int:
    """Tell how many columns something stands for."""
    return int(element.get(REPEATED, "1"))

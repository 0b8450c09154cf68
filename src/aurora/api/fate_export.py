"""The fates of a crawl's URLs as a file: one JSON object a line, or a table for a spreadsheet."""

import csv
from collections.abc import AsyncIterator, Callable, Sequence
from enum import StrEnum
from io import StringIO

import msgspec

from aurora.queries.perception.fates import UrlFate
from aurora.queries.perception.list_fates import Fates

COLUMNS = UrlFate.__struct_fields__
FORMULA = ("=", "+", "-", "@", "\t", "\r")
Write = Callable[[Sequence[UrlFate]], bytes]


class ExportFormat(StrEnum):
    """How a crawl's URLs are written."""

    NDJSON = "ndjson"
    CSV = "csv"

    @property
    def media_type(self) -> str:
        """The Content-Type of such a file."""
        if self is ExportFormat.CSV:
            return "text/csv; charset=utf-8; header=present"
        return "application/x-ndjson"


async def exported(parts: AsyncIterator[Fates], form: ExportFormat) -> AsyncIterator[bytes]:
    """Give the file part by part, so that no more than a part is ever held."""
    write: Write = _as_csv if form is ExportFormat.CSV else msgspec.json.Encoder().encode_lines
    if form is ExportFormat.CSV:
        yield _row(COLUMNS)
    async for part in parts:
        yield write(part.items)


def _as_csv(fates: Sequence[UrlFate]) -> bytes:
    return b"".join(_row(_cells(one)) for one in fates)


def _cells(one: UrlFate) -> list[str]:
    return [_harmless(value) for value in msgspec.to_builtins(one).values()]


def _harmless(value: object) -> str:
    """Keep a spreadsheet from taking a stranger's text for a formula (OWASP, CSV injection)."""
    text = "" if value is None else str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def _row(cells: Sequence[str]) -> bytes:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue().encode()

"""Spreadsheets: a heading for each sheet, and each of its tables apart."""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, count, groupby, islice, pairwise
from operator import add, itemgetter
from zipfile import ZipFile

from anydoc import Document, ResourceLimitError, to_document

from aurora.domains.blocks import AnyBlock, Cell, Heading, Paragraph, Run, Table, said
from aurora.domains.transcript import Transcript
from aurora.infrastructure.documents.office.facts import facts
from aurora.infrastructure.documents.office.model import Converter
from aurora.infrastructure.documents.office.old_facts import old_facts
from aurora.infrastructure.documents.office.open_document import OPEN_DAYS, OPEN_DOCUMENT
from aurora.infrastructure.documents.office.open_hidden import OPEN_HIDDEN
from aurora.infrastructure.documents.office.packages import rewritten
from aurora.infrastructure.documents.office.powers import OFFICE_POWERS, OPEN_POWERS
from aurora.infrastructure.documents.office.refusals import explained
from aurora.infrastructure.documents.office.sheet_drawings import sheet_drawings
from aurora.infrastructure.documents.office.sheet_gaps import ROW_GAPS, SHEET_GAPS
from aurora.infrastructure.documents.office.sheet_links import SheetLinks
from aurora.infrastructure.documents.office.workbook import FORMATS, TEXTS
from aurora.infrastructure.documents.parts import container, markup, part
from aurora.infrastructure.documents.years import are_titled_by_years

Row = tuple[Cell, ...]
OFFICE = "xl/workbook.xml"
SHEETS = {
    OFFICE: "{*}sheets/{*}sheet",
    "content.xml": "{*}body/{*}spreadsheet/{*}table",
}
REWRITINGS = (
    ROW_GAPS,
    FORMATS,
    TEXTS,
    OFFICE_POWERS,
    OPEN_DOCUMENT,
    OPEN_HIDDEN,
    OPEN_DAYS,
    OPEN_POWERS,
)
RELATIONS, ID = "xl/_rels/workbook.xml.rels", "}id"  # as documents of the strict kind name it too
SHEET_LEVEL = 2  # as of several
FAR = 10  # empty columns between tables
DEFAULT = re.compile(r"(?i:sheet|table|tabelle|tabela|feuil|hoja|planilha|folha|plan)?\s*\d*")
FIGURES = re.compile(r"(?:[A-Z]{0,3}\$|zł|Kč|kr\b|CHF|[\s\d.,:%()£¥\u20a0-\u20cf/+−–-])+")


def read_sheets(content: bytes) -> Transcript:
    """Read XLSX or ODS; raises Unreadable."""
    with explained():
        links = SheetLinks(content)
        shown = rewritten(content, *links.rewritings, *REWRITINGS, *sheet_drawings(content))
        with container(shown) as opened:
            about = facts(opened)
            names = list(_names(opened))
            blocks = tuple(links.shown(Converter(_document(shown)).blocks()))
            if not blocks:
                _require_parts(opened)
    return Transcript(facts=about, blocks=(*_named(names, blocks), *_apart(blocks)))


def read_old_sheets(content: bytes) -> Transcript:
    """Read XLS, as Office wrote it until 2007; raises Unreadable."""
    with explained():
        blocks = Converter(to_document(content)).blocks()
    return Transcript(facts=old_facts(content), blocks=tuple(_apart(blocks)))


def _document(content: bytes) -> Document:
    """Give what a workbook holds, with its gaps closed where its cells stand too far apart."""
    try:
        return to_document(content)
    except ResourceLimitError:
        return to_document(rewritten(content, SHEET_GAPS))


def _named(names: Sequence[str], blocks: Sequence[AnyBlock]) -> Iterator[AnyBlock]:
    """Give the name of a sheet that is the only one, unless it is the program's own."""
    titled = any(isinstance(block, Heading) for block in blocks)
    if len(names) == 1 and not titled and not DEFAULT.fullmatch(names[0]):
        yield Heading(level=SHEET_LEVEL, runs=(Run(names[0]),))


def _names(opened: ZipFile) -> Iterator[str]:
    held = set(opened.namelist())
    place = next((place for place in SHEETS if place in held), None)
    if place is None:
        return
    for sheet in markup(part(opened, place)).iterfind(SHEETS[place]):
        names = [str(value) for key, value in sheet.items() if str(key).endswith("name")]
        if sheet.get("state", "visible") == "visible":
            yield next(iter(names), "")


def _require_parts(opened: ZipFile) -> None:
    """Raise LookupError or LxmlError for a workbook whose sheets lead to no parts."""
    if OFFICE in opened.namelist():
        known = {one.get("Id") for one in markup(part(opened, RELATIONS)).iter("{*}Relationship")}
        for sheet in markup(part(opened, OFFICE)).iterfind(SHEETS[OFFICE]):
            if known.isdisjoint(value for key, value in sheet.items() if str(key).endswith(ID)):
                raise LookupError(RELATIONS)


def _apart(blocks: Sequence[AnyBlock]) -> Iterator[AnyBlock]:
    for block in blocks:
        if isinstance(block, Table):
            yield from _tables(block)
        else:
            yield block


def _tables(table: Table) -> Iterator[AnyBlock]:
    """Cut a sheet at its empty rows and far columns: what stands alone in a row is a text."""
    width = max(map(len, table.rows), default=0)
    rows = [(*row, *[Cell()] * (width - len(row))) for row in table.rows]
    heights = list(map(_height, rows))
    ends = accumulate(map(add, count(), heights), max, initial=0)
    cuts = [
        not height and end <= at
        for at, (height, end) in enumerate(zip(heights, ends, strict=False))
    ]
    for is_cut, numbered in groupby(zip(rows, cuts, strict=True), itemgetter(1)):
        if not is_cut:
            yield from _piece(tuple(row for row, _ in numbered))


def _height(row: Row) -> int:
    """Tell over how many rows that reaches which a row says, 0 for an empty one."""
    return max((cell.rows for cell in row if said(cell.runs).strip()), default=0)


def _piece(rows: tuple[Row, ...]) -> Iterator[AnyBlock]:
    used = [column for column in range(len(rows[0])) if any(said(row[column].runs) for row in rows)]
    if not used:
        return
    if far := _far(rows, used):
        for side in (slice(far), slice(far, None)):
            yield from _tables(Table(rows=tuple(row[side] for row in rows)))
        return
    first, last = used[0], used[-1] + 1
    rows = tuple(tuple(_cut(row[first:last], len(rows) - at)) for at, row in enumerate(rows))
    telling = (cell for row in rows for cell in row if said(cell.runs).strip())
    first_two = list(islice(telling, 2))
    if len(first_two) == 1:
        yield Paragraph(runs=first_two[0].runs)
    else:
        yield Table(rows=rows, headers=_headers(rows))


def _far(rows: Sequence[Row], used: Sequence[int]) -> int | None:
    """Give the first of the columns that stand far from those before."""
    if all(column - before <= FAR for before, column in pairwise(used)):
        return None
    widths = (max(row[column].columns for row in rows if said(row[column].runs)) for column in used)
    ends = accumulate(map(add, used, widths), max)
    gaps = ((column - end, column) for end, column in zip(ends, used[1:], strict=False))
    return next((column for gap, column in gaps if gap >= FAR), None)


def _cut(row: Row, below: int) -> Iterator[Cell]:
    """Give cells that span no more than there is, of rows so many."""
    for column, cell in enumerate(row):
        left = len(row) - column
        is_within = cell.columns <= left and cell.rows <= below
        yield cell if is_within else Cell(cell.runs, min(cell.rows, below), min(cell.columns, left))


def _headers(rows: tuple[Row, ...]) -> int:
    """Tell whether the first row holds titles, above something else: words in every column, or
    years.
    """
    if len(rows) < 2:
        return 0
    titles = [said(cell.runs) for cell in rows[0]]
    worded = all(titles) and not any(map(FIGURES.fullmatch, titles))
    return int(worded or are_titled_by_years([[said(cell.runs) for cell in row] for row in rows]))

"""Links of cells in sheets of Excel, carried through the reading of the sheet by marks in their
texts.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, partial

from lxml import etree
from msgspec.structs import replace

from aurora.domains.blocks import AnyBlock, Cell, Run, Runs, Table
from aurora.infrastructure.documents.office.model import WEB
from aurora.infrastructure.documents.office.packages import LARGEST, Rewriting, linked
from aurora.infrastructure.documents.office.places import PLACE
from aurora.infrastructure.documents.office.workbook import ESCAPED
from aurora.infrastructure.documents.parts import container, markup, part

SHEET, STRINGS = re.compile(r"xl/worksheets/[^/]+\.xml"), "xl/sharedStrings.xml"
BEGIN, END = "\U0010fffe", "\U0010ffff"  # no characters, and yet XML may hold them
MARK = re.compile(f"{BEGIN}(\\d{{1,9}}){END}")
CALLED = re.compile(r"HYPERLINK\(\s*\"([^\"]+)\"", re.IGNORECASE)
RAISED = "{*}r/{*}rPr/{*}vertAlign"
ID, SHARED, INLINE, COMPUTED = "}id", "s", "inlineStr", "str"


class SheetLinks:
    """The links of a workbook: `rewritings` mark the texts of its cells, which `shown` reads."""

    def __init__(self, content: bytes) -> None:
        self._targets: list[str] = []
        self._content = content
        with container(content) as opened:
            sheets = filter(SHEET.fullmatch, opened.namelist())
            self.rewritings = tuple(
                self._rewriting(sheet, linked(opened, sheet)) for sheet in sheets
            )

    def shown(self, blocks: Sequence[AnyBlock]) -> Iterator[AnyBlock]:
        """Give blocks with links instead of marks."""
        for block in blocks:
            if isinstance(block, Table) and self._targets:
                rows = tuple(tuple(map(self._cell, row)) for row in block.rows)
                yield replace(block, rows=rows)
            else:
                yield block

    def _cell(self, cell: Cell) -> Cell:
        return replace(cell, runs=tuple(self._runs(cell.runs)))

    def _runs(self, runs: Runs) -> Iterator[Run]:
        for run in runs:
            mark = MARK.search(run.text)
            number = int(mark[1]) if mark else len(self._targets)
            target = self._targets[number] if number < len(self._targets) else run.link
            yield replace(run, text=MARK.sub("", run.text), link=target)

    @cached_property
    def _strings(self) -> Sequence[etree._Element]:
        """Give the texts that cells share."""
        with container(self._content) as opened:
            held = STRINGS in opened.namelist()
            return markup(part(opened, STRINGS, LARGEST)).findall("{*}si") if held else ()

    def _rewriting(self, sheet: str, targets: Mapping[str, str]) -> Rewriting:
        known = {id: target for id, target in targets.items() if WEB.match(target)}
        marks = rb"[:<]hyperlink\s|HYPERLINK\(" if known else rb"HYPERLINK\("
        return Rewriting(
            parts=re.compile(re.escape(sheet)),
            marks=re.compile(marks),
            change=partial(self._mark, known),
        )

    def _mark(self, targets: Mapping[str, str], root: etree._Element) -> None:
        """Let the texts of linked cells begin with the numbers of their links."""
        told = dict(_told(root, targets))
        for cell in root.iterfind("{*}sheetData/{*}row/{*}c"):
            target = told.get(cell.get("r", "")) or _called(cell)
            said = self._said(cell) if target else ""
            if target and said.strip() and not ESCAPED.search(said):
                _say(cell, f"{BEGIN}{len(self._targets)}{END}{said}")
                self._targets.append(target)

    def _said(self, cell: etree._Element) -> str:
        """Give the text of a cell, nothing of one that holds a number or powers."""
        kind, value = cell.get("t"), cell.findtext("{*}v") or ""
        if kind == COMPUTED:
            return value
        held = cell.find("{*}is") if kind == INLINE else None
        if kind == SHARED and value.isdigit() and int(value) < len(self._strings):
            held = self._strings[int(value)]
        if held is None or held.find(RAISED) is not None:
            return ""
        texts = (*held.iterfind("{*}t"), *held.iterfind("{*}r/{*}t"))
        return "".join(one.text or "" for one in texts)


def _told(root: etree._Element, targets: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give the places of cells with a link, and where it leads."""
    for link in root.iterfind("{*}hyperlinks/{*}hyperlink"):
        id = next((str(value) for key, value in link.items() if str(key).endswith(ID)), "")
        if id in targets and (place := PLACE.match(link.get("ref", ""))):
            yield place[0], targets[id]


def _called(cell: etree._Element) -> str:
    """Give where a formula leads."""
    formula = cell.find("{*}f")
    found = CALLED.search(formula.text or "") if formula is not None else None
    return found[1] if found and WEB.match(found[1]) else ""


def _say(cell: etree._Element, text: str) -> None:
    space = etree.QName(cell).namespace
    cell[:] = []
    cell.set("t", INLINE)
    kept = etree.SubElement(etree.SubElement(cell, f"{{{space}}}is"), f"{{{space}}}t")
    kept.text = text

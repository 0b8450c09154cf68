"""Tables of a sheet stand apart, whole, and wherever they stand."""

import re

import odfdo
import pytest
from openpyxl import Workbook
from tests.written import offices

from aurora.domains.blocks import AnyBlock, Paragraph, Table, said
from aurora.domains.writing import write
from aurora.infrastructure.documents.office.sheets import read_sheets
from aurora.infrastructure.extraction.deadline import at_most


def written(content: bytes) -> str:
    return write(read_sheets(content).blocks).text


def rows(block: AnyBlock) -> list[list[str]]:
    assert isinstance(block, Table)
    return [[said(cell.runs) for cell in row] for row in block.rows]


def test_tables_with_cells_joined_over_rows_stand_apart_too() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Porto", "Taxa"], ["Lisboa", 3], [None, 4], [], ["Ana", 12], ["Rosa", 9]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    first, second = read_sheets(offices.bytes_of(made)).blocks
    assert rows(first) == [["Porto", "Taxa"], ["Lisboa", "3"], ["", "4"]]
    assert isinstance(first, Table)
    assert first.rows[1][0].rows == 2
    assert rows(second) == [["Ana", "12"], ["Rosa", "9"]]


def test_a_cell_far_below_all_others_is_read_in_time() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Porto", "Taxa", "Dia"], ["Faro", 3, "seg"]):
        sheet.append(row)
    sheet["A1048576"], sheet["B600000"], sheet["C600001"] = "fim", "meio", "dois"
    sheet.column_dimensions["B"].hidden = True
    with at_most(4):
        table, *others = read_sheets(offices.bytes_of(made)).blocks
    assert rows(table) == [["Porto", "Dia"], ["Faro", "seg"]]
    assert [said(one.runs) for one in others if isinstance(one, Paragraph)] == ["dois", "fim"]


def test_years_above_columns_are_their_titles() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Distrito", 2019, 2020], ["Faro", 310, 95], [], ["Pessoa", 1888, 1935]):
        sheet.append(row)
    first, second = read_sheets(offices.bytes_of(made)).blocks
    assert isinstance(first, Table)
    assert isinstance(second, Table)
    assert (first.headers, second.headers) == (1, 0)


def test_an_empty_row_within_a_joined_cell_cuts_nothing() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["A1"], sheet["B1"], sheet["B3"] = "Lisboa", 3, 4
    sheet.merge_cells("A1:A3")
    [table] = read_sheets(offices.bytes_of(made)).blocks
    assert rows(table) == [["Lisboa", "3"], ["", ""], ["", "4"]]


def test_a_text_in_cells_joined_over_rows_is_no_table() -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet["B2"] = "Ports of the south"
    sheet.merge_cells("B2:D4")
    [block] = read_sheets(offices.bytes_of(made)).blocks
    assert isinstance(block, Paragraph)


def test_rows_of_an_open_sheet_that_are_longer_than_its_first_are_whole() -> None:
    made = odfdo.Document("spreadsheet")
    made.body.clear()
    table = odfdo.Table("Taxas")
    for number, row in enumerate((["Porto"], ["Lisboa", "3"], ["Faro", "2", "baixa"])):
        for column, words in enumerate(row):
            table.set_value((column, number), words)
    table.set_span((0, 0, 1, 0))
    made.body.append(table)
    assert written(offices.bytes_of(made)).endswith("| Lisboa | 3 |  |\n| Faro | 2 | baixa |")


@pytest.mark.parametrize(
    ("far", "hidden"), [("XFD1048576", ""), ("XFD1048576", "C"), ("BAA90000", "AA")]
)
def test_cells_that_stand_far_from_others_are_read(far: str, hidden: str) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Porto", "Taxa", "Secreto"], ["Lisboa", 3, 4], [None, 5]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("D9:F11")
    sheet[far], sheet["D9"] = "provisório", "Nota"
    if hidden:
        sheet.column_dimensions[hidden].hidden = True
    said = written(offices.bytes_of(made))
    secret = hidden != "C"
    assert ("Secreto" in said) == secret
    assert said.endswith("Nota\n\nprovisório")
    assert said.startswith("| Porto | Taxa | Secreto |" if secret else "| Porto | Taxa |\n")
    assert "|  | 5 |" in said


def open_rows(markup: str) -> str:
    """Give the text of an ODS of columns and rows in markup."""
    made = odfdo.Document("spreadsheet")
    made.body.clear()
    table = odfdo.Table("Sheet1")
    table.set_value((0, 0), "x")
    made.body.append(table)
    whole = re.compile(rb"(<table:table [^>]*>).*(</table:table>)", re.DOTALL)
    content = offices.with_part(
        offices.bytes_of(made),
        "content.xml",
        lambda held: whole.sub(lambda found: found[1] + markup.encode() + found[2], held),
    )
    return written(content)


def cells(*words: str, looks: str = "", row: str = "") -> str:
    said = "".join(
        f'<table:table-cell office:value-type="string" {looks}><text:p>{one}</text:p>'
        "</table:table-cell>"
        for one in words
    )
    return f"<table:table-row {row}>{said}</table:table-row>"


HIDDEN, FILTERED = 'table:visibility="collapse"', 'table:visibility="filter"'
THREE = 'table:number-columns-spanned="3"'
COVERED = '<table:covered-table-cell table:number-columns-repeated="2"/></table:table-row>'


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        (
            f"<table:table-column/><table:table-column {HIDDEN}/><table:table-column/>"
            + cells("Porto", "Segredo", "3")
            + cells("Faro", "x", "2", row=HIDDEN)
            + cells("Beja", "x", "2", row=FILTERED)
            + cells("Taxas", looks=THREE).replace("</table:table-row>", COVERED)
            + cells("Lisboa", "x", "4"),
            "| Porto | 3 |\n| --- | --- |\n| Taxas |  |\n| Lisboa | 4 |",
        ),
        (
            f'<table:table-column {HIDDEN} table:number-columns-repeated="2"/><table:table-column/>'
            + cells("x", looks='table:number-columns-repeated="3"')
            + cells("y", "z", "Faro"),
            "| x |\n| --- |\n| Faro |",
        ),
        (
            f'<table:table-column/><table:table-column {HIDDEN} '
            'table:number-columns-repeated="16383"/>'
            + cells("x", "y") + cells("Faro", "z"),
            "| x |\n| --- |\n| Faro |",
        ),
        (f"<table:table-column/><!-- {HIDDEN} -->" + cells("x"), "x"),
    ],
)  # fmt: skip
def test_hidden_rows_and_columns_of_open_sheets_are_left_out(markup: str, said: str) -> None:
    assert open_rows(markup) == said


def beside(over: str = "") -> list[AnyBlock]:
    """Read an XLSX of two tables far beside each other, with a title over some cells."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Porto", "Taxa"], ["Lisboa", 3], ["Faro", 2]):
        sheet.append([*row, *[None] * 17, *row])
    if over:
        sheet.insert_rows(1)
        sheet["A1"] = "Taxas"
        sheet.merge_cells(over)
    return list(read_sheets(offices.bytes_of(made)).blocks)


def test_tables_far_beside_each_other_stand_apart() -> None:
    found = [["Porto", "Taxa"], ["Lisboa", "3"], ["Faro", "2"]]
    assert list(map(rows, beside())) == [found, found]
    assert len(beside(over="A1:C1")) == 2
    assert len(beside(over="A1:U1")) == 1

"""Cells of Excel lead where their links do."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has none
from openpyxl import Workbook
from tests.written import offices

from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.office.sheets import read_sheets

URL = "https://example.org/cais?a=1&b=2"


def by_xlsxwriter() -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet: Any = made.add_worksheet()
        sheet.write_row(0, 0, ["Porto", "Taxa"])
        sheet.write_url(1, 0, URL, string="O cais")
        sheet.write(1, 1, 3)
        sheet.write_url(2, 0, "internal:'Sheet1'!A1", string="acima")
        sheet.write_formula(2, 1, f'=HYPERLINK("{URL}","a doca")', value="a doca")
    return out.getvalue()


def by_openpyxl() -> bytes:
    made = Workbook()
    sheet: Any = made.active
    for row in (["Porto", "Taxa"], ["O cais", 3], ["acima", "a doca"]):
        sheet.append(row)
    sheet["A2"].hyperlink = sheet["B3"].hyperlink = URL
    sheet["B2"].hyperlink = "https://example.org/number"
    sheet["A3"].hyperlink = "file:///etc/passwd"
    return offices.bytes_of(made)


@pytest.mark.parametrize("make", [by_xlsxwriter, by_openpyxl])
def test_texts_of_cells_lead_where_their_links_do(make: Callable[[], bytes]) -> None:
    blocks = read_sheets(make()).blocks
    assert write(blocks, Form.MARKDOWN).text == (
        f"| Porto | Taxa |\n| --- | --- |\n| [O cais]({URL}) | 3 |\n| acima | [a doca]({URL}) |"
    )
    assert "\U0010fffe" not in write(blocks).text


def test_powers_in_linked_cells_stay_such() -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet: Any = made.add_worksheet()
        sheet.write_url(0, 0, URL)
        raised = made.add_format({"font_script": 1})
        sheet.write_rich_string(0, 0, "10", raised, "6", " navios")
        sheet.write(0, 1, "x")
    assert "10^6 navios" in write(read_sheets(out.getvalue()).blocks).text


@pytest.mark.parametrize("number", ["0", "7", "9" * 5_000])
def test_what_looks_like_a_mark_in_a_cell_costs_no_words(number: str) -> None:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet: Any = made.add_worksheet()
        sheet.write_row(0, 0, ["Porto", f"\U0010fffe{number}\U0010ffffa maré"])
        sheet.write_url(1, 0, URL, string="O cais")
    said = write(read_sheets(out.getvalue()).blocks).text
    assert "a maré" in said
    assert "O cais" in said

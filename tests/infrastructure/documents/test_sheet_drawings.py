"""What is drawn upon sheets is read below their cells."""

from io import BytesIO

import pytest
import xlsxwriter  # type: ignore[import-untyped]  # it has none

from aurora.domains.writing import write
from aurora.infrastructure.documents.office.sheets import read_sheets


def drawn(*, hidden: bool = False, titled_by_cell: bool = False) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(out) as made:
        for name in ("Taxas", "Notas"):
            sheet = made.add_worksheet(name)
            for number, row in enumerate([["Porto", "Taxa"], ["Faro", 3], ["Lagos", 4]]):
                sheet.write_row(number, 0, row)
        chart = made.add_chart({"type": "column"})
        chart.add_series({"values": "=Taxas!$B$2:$B$3"})
        chart.set_title(
            {"name": "=Taxas!$B$1", "data": ["Taxa"]}
            if titled_by_cell
            else {"name": "Taxas de 2024"}
        )
        made.worksheets()[0].insert_chart("E2", chart)
        made.worksheets()[0].insert_textbox("E20", "Valores em euros.\nSem IVA.")
        if hidden:
            made.worksheets()[0].set_column("A:A", None, None, {"hidden": True})
    return out.getvalue()


def test_boxes_and_titles_of_charts_stand_below_the_cells_of_their_sheet() -> None:
    found = write(read_sheets(drawn()).blocks).text
    table = "| Porto | Taxa |\n| --- | --- |\n| Faro | 3 |\n| Lagos | 4 |"
    said = "Taxas de 2024\n\nValores em euros.\n\nSem IVA."
    assert found == f"## Taxas\n\n{table}\n\n{said}\n\n## Notas\n\n{table}"


@pytest.mark.parametrize("hidden", [False, True])
def test_they_are_read_whatever_column_is_hidden(hidden: bool) -> None:
    found = write(read_sheets(drawn(hidden=hidden)).blocks).text
    assert "\n\nTaxas de 2024\n\nValores em euros.\n\nSem IVA.\n\n" in found
    assert ("Faro" in found.partition("Notas")[0]) is not hidden


def test_a_chart_may_be_titled_by_a_cell() -> None:
    found = write(read_sheets(drawn(titled_by_cell=True)).blocks).text
    assert "| Lagos | 4 |\n\nTaxa\n\nValores" in found

"""Numbers, days and words of workbooks come back as their sheets show them."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from zipfile import ZipFile

import odfdo
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from tests.written import offices

from aurora.domains.blocks import Paragraph, Table, said
from aurora.infrastructure.documents.office.number_formats import understood
from aurora.infrastructure.documents.office.sheets import read_sheets
from aurora.infrastructure.documents.office.text import read_text
from aurora.infrastructure.extraction.deadline import at_most

DAY = datetime(2024, 3, 15)  # noqa: DTZ001  as it is kept
MOMENT = DAY + timedelta(hours=18, minutes=30)
LAST = datetime(9999, 12, 31, 23, 59, 59, 999_999)  # noqa: DTZ001
STYLES, SHEET = "xl/styles.xml", "xl/worksheets/sheet1.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"


def of(value: object, code: str = "General") -> bytes:
    """Write XLSX of one cell with a format of its own."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    cell = sheet.cell(1, 1, value)
    cell.number_format = code
    return offices.bytes_of(made)


def shown(content: bytes) -> str:
    [block] = read_sheets(content).blocks
    assert isinstance(block, Paragraph)
    return said(block.runs)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1234.5, "#,##0.00 €", "1,234.50 €"),
        (0.3, "£0.00", "£0.30"),
        (1234.5, "R$ #,##0.00", "R$ 1,234.50"),
        (1234.5, "¥#,##0", "¥1,235"),
        (-5, "#,##0.00 zł;-#,##0.00 zł", "-5.00 zł"),
        (12.3, "0.0°", "12.3°"),
        (1234.5, '#,##0.00 "€"', "1,234.50 €"),
        (1234.5, "[$€-407] #,##0.00", "€ 1,234.50"),
        (1234.5, "0.00E+00", "1.23E+03"),
        (1.5, "# ?/?", "1 1/2"),
        (3, 'General" m"', "3 m"),
        (3.25, "Standard", "3.25"),
        (DAY, '[$-411]ggge"年"m"月"d"日";@', "2024-03-15"),
        (DAY, "yyyy年m月d日", "2024-03-15"),
        (DAY, "yyyy/m/d(aaa)", "2024-03-15"),
        (DAY, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "2024-03-15"),
        (DAY, "d. mmmm yyyy", "2024-03-15"),
        (0.75, '上午/下午h"时"mm"分"', "18:00:00"),
        (0.75, "[ss].00", "18:00:00"),
        (0.75, "mm:ss.0", "18:00:00"),
    ],
)
def test_numbers_and_days_are_those_that_the_sheet_shows(
    value: object, code: str, text: str
) -> None:
    assert shown(of(value, code)) == text


@pytest.mark.parametrize(
    ("number", "value", "text"),
    [
        (27, 45366, "2024-03-15"),
        (31, 45366, "2024-03-15"),
        (58, 45366, "2024-03-15"),
        (33, 0.75, "18:00:00"),
        (34, 0.75, "18:00:00"),
        (34, 45366, "2024-03-15"),
        (2, 0.75, "0.75"),
    ],
)
def test_formats_that_only_east_asian_programs_know_are_days_and_times(
    number: int, value: float, text: str
) -> None:
    def unnamed(held: bytes) -> bytes:
        bare = re.sub(rb"<numFmts.*?</numFmts>", b"", held)
        return bare.replace(b'numFmtId="164"', f'numFmtId="{number}"'.encode())

    assert shown(offices.with_part(of(value, '0.0"x"'), STYLES, unnamed)) == text


def test_formats_of_its_own_under_such_numbers_are_what_they_say() -> None:
    def renamed(held: bytes) -> bytes:
        return held.replace(b'numFmtId="164"', b'numFmtId="31"')

    assert shown(offices.with_part(of(3, '0.0"x"'), STYLES, renamed)) == "3.0x"


@pytest.mark.parametrize("code", ["R$ 0.00", "0.00 €", "0.00 zł", "[$CHF] 0.00", "0.00;(¥0)"])
def test_a_row_with_a_sum_of_money_holds_no_titles(code: str) -> None:
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in (["Lisboa", -3.1], ["Porto", 2.8]):
        sheet.append(row)
    sheet["B1"].number_format = code
    [table] = read_sheets(offices.bytes_of(made)).blocks
    assert isinstance(table, Table)
    assert table.headers == 0


def in_open_sheet(value: date | float, text: str) -> bytes:
    """Write ODS of one cell that shows its value in such words."""
    made = odfdo.Document("spreadsheet")
    made.body.clear()
    table = odfdo.Table("Sheet1")
    table.set_cell((0, 0), odfdo.Cell(value, text=text))
    made.body.append(table)
    return offices.bytes_of(made)


@pytest.mark.parametrize(
    ("value", "text", "told"),
    [
        (DAY.date(), "03/15/24", "2024-03-15"),
        (DAY.date(), "sexta-feira, 15 de março", "2024-03-15"),
        (MOMENT, "15/03/24 18:30", "2024-03-15 18:30:00"),
        (MOMENT - timedelta(microseconds=1), "15 Mar 18:30:00", "2024-03-15 18:30:00"),
        (MOMENT, "15/03/24", "2024-03-15"),
        (MOMENT, "18:30", "18:30"),
        (MOMENT, "6:30 PM", "6:30 PM"),
        (LAST, "31.12.9999", "31.12.9999"),
        (3.1, "3,10 €", "3,10 €"),
    ],
)
def test_days_of_an_open_sheet_are_told_as_those_of_others(
    value: date | float, text: str, told: str
) -> None:
    assert shown(in_open_sheet(value, text)) == told


def test_days_in_a_table_of_a_text_are_left_as_it_shows_them() -> None:
    made = odfdo.Document("text")
    made.body.clear()
    table = odfdo.Table("Dias")
    table.set_cell((0, 0), odfdo.Cell(DAY.date(), text="15. März"))
    made.body.append(table)
    [block] = read_text(offices.bytes_of(made)).blocks
    assert isinstance(block, Paragraph)
    assert said(block.runs) == "15. März"


def inline(text: str) -> bytes:
    """Write XLSX that keeps a text in its sheet."""
    return offices.with_part(of("Porto"), SHEET, lambda held: held.replace(b"Porto", text.encode()))


def shared(text: str) -> bytes:
    """Write XLSX that keeps a text beside its sheet, as Excel does."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    related = f'<Relationship Id="x" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    content = offices.with_part(of(0), SHEET, lambda held: held.replace(b' t="n"', b' t="s"'))
    content = offices.with_part(
        content, RELATIONS, lambda held: held.replace(b"</Relationships>", related.encode())
    )
    out = BytesIO(content)
    with ZipFile(out, "a") as package:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        strings = f'<sst xmlns="{space}"><si><t>{text}</t></si></sst>'
        package.writestr("xl/sharedStrings.xml", strings)
    return out.getvalue()


@pytest.mark.parametrize("written", [inline, shared])
@pytest.mark.parametrize(
    ("kept", "text"),
    [
        ("um_x000D_\ndois", "um dois"),
        ("um_x000d_dois", "um dois"),
        ("um_x0007_dois_xD83D_", "umdois"),
        ("_x005F_x000D_ um_x00_", "_x000D_ um_x00_"),
    ],
)
def test_characters_that_are_kept_by_their_numbers_are_read(
    written: Callable[[str], bytes], kept: str, text: str
) -> None:
    assert shown(written(kept)) == text


@given(st.text(alphabet='0#?.,;ymdhsgeabE+-/"\\[]$€年R _*@'))
def test_a_format_that_was_understood_is_understood_as_it_is(code: str) -> None:
    assert understood(understood(code)) == understood(code)


@pytest.mark.parametrize("piece", ['"', "[", "€", "s.0", "e€", "0€", "\\", "AM/P"])
def test_formats_that_are_endless_are_understood_at_once(piece: str) -> None:
    with at_most(10):
        assert understood(piece * 50_001)

"""PDFs come back as they were meant: text, structure and page numbers."""

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.written import flowing, pdfs
from tests.written.eastern import eastern
from tests.written.leftward import LINES, hebrew, leftward

from aurora.domains.blocks import (
    AnyBlock,
    Code,
    Heading,
    Listing,
    Paragraph,
    Table,
    all_blocks,
    said,
)
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.sight.eyes import Eyes


def read(content: bytes) -> Transcript:
    return read_pdf(content, Eyes(""))


@pytest.fixture(scope="module")
def report() -> Transcript:
    return read(pdfs.report())


def markdown(content: bytes) -> str:
    return write(read(content).blocks, Form.MARKDOWN).text


def of(kind: type[AnyBlock], transcript: Transcript) -> list[AnyBlock]:
    return [block for block in all_blocks(transcript.blocks) if isinstance(block, kind)]


def test_headings_have_their_levels_and_pages(report: Transcript) -> None:
    found = [
        (block.level, said(block.runs), block.page)
        for block in report.blocks
        if isinstance(block, Heading)
    ]
    assert found == [
        (1, "The Harbour Report", 1),
        (2, "1. The quays", 1),
        (3, "1.1 Dues", 1),
        (2, "2. A maré", 2),
        (2, "3. Conclusão", 3),
    ]


def test_lines_are_joined_to_paragraphs_in_both_languages(report: Transcript) -> None:
    texts = [said(block.runs) for block in report.blocks if isinstance(block, Paragraph)]
    assert pdfs.ENGLISH in texts
    assert pdfs.PORTUGUESE in texts


def test_looks_and_links_are_kept(report: Transcript) -> None:
    text = write(report.blocks, Form.MARKDOWN).text
    assert "The **quay** is older" in text
    assert "](https://example.org/dues)" in text


def test_a_ruled_table_keeps_its_cells(report: Transcript) -> None:
    [table] = [block for block in report.blocks if isinstance(block, Table)]
    assert [[said(cell.runs) for cell in row] for row in table.rows] == pdfs.PRICES
    assert (table.headers, table.page) == (1, 1)


def test_lists_keep_their_items_and_numbers(report: Transcript) -> None:
    lists = [block for block in report.blocks if isinstance(block, Listing)]
    assert [(one.ordered, len(one.items), one.page) for one in lists] == [
        (False, 3, 2),
        (True, 3, 2),
    ]
    assert "- polvos" in write(report.blocks).text
    assert "3. leiloar" in write(report.blocks).text


def test_running_titles_and_page_numbers_are_left_out(report: Transcript) -> None:
    text = write(report.blocks).text
    assert "annual report" not in text
    assert "Page" not in text


def test_no_row_of_a_table_is_lost_between_pages() -> None:
    rows = [[f"A-{number}", f"M{number % 12} x {number}"] for number in range(1, 151)]
    transcript = read(flowing.ledger(rows))
    found = [
        [said(cell.runs) for cell in row]
        for table in of(Table, transcript)
        if isinstance(table, Table)
        for row in table.rows
    ]
    assert found == rows


def test_a_title_and_a_heading_as_large_are_two() -> None:
    heads = [said(one.runs) for one in read(flowing.titled()).blocks if isinstance(one, Heading)]
    assert heads == [
        "The harbour and what it is for",
        "Where ships lie",
        "A title",
        "Where they go",
    ]


@pytest.mark.parametrize("number", ["1", "2.1", "A.1.2"])
def test_a_heading_that_hangs_below_its_number_is_one(number: str) -> None:
    heading, text = read(flowing.wrapped(f"{number} Of wood, and of what came", "after it")).blocks
    assert isinstance(heading, Heading)
    assert isinstance(text, Paragraph)
    assert said(heading.runs) == f"{number} Of wood, and of what came after it"


def test_columns_are_read_one_after_the_other_and_cut_words_mended() -> None:
    transcript = read(pdfs.drawn(pdfs.columns))
    title, text = transcript.blocks
    assert isinstance(title, Heading)
    assert isinstance(text, Paragraph)
    assert "how the town began as a row" in said(text.runs)
    assert "the well-known wall was taken down" in said(text.runs)
    assert "and all that is left of it is the gate. The second column" in said(text.runs)


def test_a_table_without_lines_is_a_table() -> None:
    before, table, after = read(pdfs.drawn(pdfs.aligned)).blocks
    assert isinstance(table, Table)
    assert [said(cell.runs) for cell in table.rows[3]] == ["Sines", "95", "€ 4,00"]
    assert isinstance(before, Paragraph)
    assert isinstance(after, Paragraph)


def test_spanned_cells_are_one() -> None:
    [table] = read(pdfs.drawn(pdfs.spanned)).blocks
    assert isinstance(table, Table)
    assert (said(table.rows[0][0].runs), table.rows[0][0].columns) == ("Ports of 2025", 2)
    assert (said(table.rows[1][0].runs), table.rows[1][0].rows) == ("South", 2)
    assert said(table.rows[2][1].runs) == "Faro"


@pytest.mark.parametrize("by", [90, 180, 270])
def test_pages_are_read_however_they_are_turned(by: int) -> None:
    assert markdown(pdfs.turned(pdfs.drawn(pdfs.columns), by)) == markdown(pdfs.drawn(pdfs.columns))


@pytest.mark.parametrize("draw", [pdfs.upwards, pdfs.downwards])
def test_text_is_read_in_the_direction_that_it_runs(draw: Callable[[Canvas], None]) -> None:
    assert markdown(pdfs.drawn(draw)) == " ".join(pdfs.LANDSCAPE)


def test_a_stamp_across_the_page_is_no_text() -> None:
    assert markdown(pdfs.drawn(pdfs.stamped)) == "Plain text under a stamp."


def test_letters_of_one_width_are_code() -> None:
    before, code, _ = read(pdfs.drawn(pdfs.typed)).blocks
    assert isinstance(before, Paragraph)
    assert isinstance(code, Code)
    assert code.text == "for ship in harbour:\n    ship.moor()"


def test_empty_lines_of_code_are_kept() -> None:
    said_so = ["def moor(ship):", "    ship.stop()", "", "    return ship", "", "", "moor(argo)"]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 10)
        for number, line in enumerate(said_so):
            canvas.drawString(72, pdfs.HEIGHT - 72 - 12 * number, line)

    [code] = read(pdfs.drawn(draw)).blocks
    assert isinstance(code, Code)
    assert code.text.split("\n") == said_so


@pytest.mark.parametrize(
    ("lines", "said_so"),
    [
        (("港は町より古い。魚市場は", "一日も閉まったことがない。"), ""),
        (("海上有船，他说", "“明天回来”，然后走了"), ""),
        (("港　は町より古い。", "船が"), ""),
        (("항구는 마을보다", "오래되었다"), " "),
        (("この港の名は", "Setubal"), " "),
    ],
)
def test_scripts_without_spaces_get_none_at_line_ends(lines: Sequence[str], said_so: str) -> None:
    [paragraph] = read(pdfs.drawn(lambda canvas: eastern(canvas, lines))).blocks
    assert isinstance(paragraph, Paragraph)
    assert said(paragraph.runs) == said_so.join(lines).replace("\u3000", " ")


def test_what_goes_on_over_the_page_is_one_paragraph() -> None:
    [paragraph] = read(pdfs.drawn(*pdfs.CONTINUED)).blocks
    assert isinstance(paragraph, Paragraph)
    assert said(paragraph.runs).endswith("leaves the page in the middle of a sentence.")
    assert paragraph.page == 1


def test_what_was_filled_into_a_form_is_read() -> None:
    assert markdown(pdfs.drawn(pdfs.form)) == "Name of the ship: Ana de Setúbal"


def test_links_of_a_form_lead_where_they_did() -> None:
    def draw(canvas: Canvas) -> None:
        pdfs.lines(canvas, ["The harbour"], 72, 72)
        canvas.linkURL("https://example.org/", (70, pdfs.HEIGHT - 75, 130, pdfs.HEIGHT - 62))
        canvas.acroForm.textfield(name="ship", x=72, y=600, value="Ana")

    assert markdown(pdfs.drawn(draw)).startswith("[The harbour](https://example.org/)")


def test_words_are_parted_by_where_they_stand_and_spaced_ones_are_not() -> None:
    assert markdown(pdfs.drawn(pdfs.kerned)) == "as they are read\n\nHARBOUR"


def test_the_title_is_the_only_heading_above_all_others() -> None:
    def other(canvas: Canvas) -> None:
        pdfs.columns(canvas)
        canvas.setFont("Helvetica-Bold", 18)
        canvas.drawString(72, pdfs.HEIGHT - 400, "Another title")

    assert read(pdfs.drawn(pdfs.columns)).facts.title == (
        "A title that spans both of the columns below it"
    )
    assert read(pdfs.drawn(other)).facts.title is None


def test_a_table_of_contents_is_a_list() -> None:
    [listing] = read(pdfs.drawn(pdfs.contents)).blocks
    assert isinstance(listing, Listing)
    assert write((listing,)).text == "- 1 Quays 3\n- 2 Ships 14\n- 3 Dues 20"


def test_pages_that_run_to_the_left_are_read_so() -> None:
    paragraph, table = read(leftward()).blocks
    assert isinstance(paragraph, Paragraph)
    assert said(paragraph.runs) == hebrew(" ".join(LINES))
    assert isinstance(table, Table)
    assert [said(cell.runs) for cell in table.rows[0]] == [hebrew("abc"), hebrew("def")]
    assert [said(cell.runs) for cell in table.rows[1]] == [hebrew("ghi"), "12"]


def test_only_the_first_lines_of_a_page_go_on_from_the_one_before() -> None:
    def first(canvas: Canvas) -> None:
        pdfs.lines(canvas, ["A sentence begins on one page and"], 50, 700)

    def second(canvas: Canvas) -> None:
        pdfs.lines(canvas, ["goes on here without an end"], 50, 200)
        pdfs.lines(canvas, ["and this is something else"], 50, 300)

    going_on, other = read(pdfs.drawn(first, second)).blocks
    assert isinstance(going_on, Paragraph)
    assert said(going_on.runs).endswith("one page and goes on here without an end")
    assert other.page == 2


def test_scanned_pages_among_others_are_named() -> None:
    transcript = read(pdfs.drawn(pdfs.columns, pdfs.picture))
    assert transcript.reasons == ("pages without text, that are pictures: 2",)
    assert transcript.pages == 2


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (pdfs.locked(pdfs.report()), UnreadableReason.ENCRYPTED),
        (pdfs.report()[:700], UnreadableReason.DAMAGED),
        (b"%PDF-1.7\n" + bytes(range(256)) * 9, UnreadableReason.DAMAGED),
        (pdfs.drawn(pdfs.picture), UnreadableReason.SCAN),
        (pdfs.drawn(lambda _: None), UnreadableReason.EMPTY),
    ],
    ids=["locked", "cut", "lying", "scan", "empty"],
)
def test_what_cannot_be_read_says_why(content: bytes, reason: UnreadableReason) -> None:
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert refused.value.reason == reason


def test_a_pdf_with_too_many_pages_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aurora.infrastructure.documents.pdf.document.MOST_PAGES", 2)
    with pytest.raises(Unreadable) as refused:
        read(pdfs.report())
    assert refused.value.reason is UnreadableReason.TOO_LARGE

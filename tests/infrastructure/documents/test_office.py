"""Office documents come back as they were meant: text, structure, slides, sheets and chapters."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook
from tests.written import bundles, offices
from tests.written.old_sheets import old_sheets

from aurora.domains import media_types as types
from aurora.domains.blocks import Heading, Table, said
from aurora.domains.media_types import media_type_of
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.formats import is_document
from aurora.infrastructure.documents.office.sheets import read_sheets
from aurora.infrastructure.documents.office.slides import read_open_slides, read_slides
from aurora.infrastructure.documents.office.text import read_rich_text, read_text
from aurora.infrastructure.documents.reading import read_document

WRITTEN = {
    types.DOCX: offices.text,
    types.PPTX: offices.slides,
    types.XLSX: offices.sheets,
    types.XLS: old_sheets,
    types.ODT: offices.open_text,
    types.ODS: offices.open_sheet,
    types.ODP: offices.open_slides,
    types.RTF: offices.rich_text,
    types.EPUB: offices.book,
}


def text(transcript: Transcript) -> str:
    return write(transcript.blocks, Form.MARKDOWN).text


def rows(table: Table) -> list[list[str]]:
    return [[said(cell.runs) for cell in row] for row in table.rows]


def tables(transcript: Transcript) -> list[Table]:
    return [block for block in transcript.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(("media_type", "written"), WRITTEN.items())
def test_every_format_is_known_by_its_bytes_and_read(
    media_type: str, written: Callable[[], bytes]
) -> None:
    content = written()
    assert media_type_of(content) == media_type
    assert is_document(media_type)
    found = read_document(content, f"{media_type}; charset=binary")
    assert found.text
    assert found.elements
    assert found.transcript


def test_a_text_keeps_headings_looks_lists_and_tables() -> None:
    transcript = read_text(offices.text())
    written = text(transcript)
    assert written.startswith("# 1. Cais\n\nO cais é **antigo** e *largo*\n\n- sardinhas\n- polvos")
    assert "1. pesar\n2. gelar\n\n## 1.1 Taxas" in written
    [table] = tables(transcript)
    assert rows(table)[:3] == offices.PRICES
    assert (said(table.rows[3][0].runs), table.rows[3][0].columns) == ("Total", 2)
    assert written.endswith("# 2. The sea\n\n> *The sea is wide.*")
    assert "Harbour Authority" not in written


def test_the_facts_of_a_text_are_those_that_its_writer_gave() -> None:
    facts = read_text(offices.text()).facts
    assert (facts.title, facts.language) == ("Relatório do Porto", "pt-PT")
    assert facts.authors == ("Ana Reis", "João Sá")
    facts = read_text(offices.open_text()).facts
    assert (facts.title, facts.authors, facts.language) == ("Relatório", ("Ana Reis",), "pt-PT")


def test_who_changed_an_open_text_last_is_no_author_of_it() -> None:
    first = b"<meta:initial-creator>Rui</meta:initial-creator></office:meta>"
    content = offices.with_part(
        offices.open_text(), "meta.xml", lambda held: held.replace(b"</office:meta>", first)
    )
    assert read_text(content).facts.authors == ("Rui",)


def test_an_open_text_keeps_its_structure() -> None:
    written = text(read_text(offices.open_text()))
    for part in ("Cais\n\nO cais é antigo.\n\n- sardinhas\n- polvos", "| Setúbal | 310 | 2,80 |"):
        assert part in written
    assert written.endswith("The sea is wide.")


@pytest.mark.parametrize("variant", [b"-web", b"-master", b"-template"])
def test_open_texts_of_other_kinds_are_read_as_well(variant: bytes) -> None:
    content = offices.with_part(offices.open_text(), "mimetype", lambda held: held + variant)
    assert read_text(content) == read_text(offices.open_text())


def test_slides_are_pages_with_their_titles_as_headings() -> None:
    transcript = read_slides(offices.slides())
    assert transcript.pages == 4
    heads = [(said(one.runs), one.page) for one in transcript.blocks if isinstance(one, Heading)]
    assert heads == [("Plano do Porto", 1), ("Ships", 2), ("Taxas", 3)]
    assert "- arrive\n  - from the south\n\n> Remember the tide." in text(transcript)
    [table] = tables(transcript)
    assert (rows(table), table.page) == (offices.PRICES, 3)
    assert (transcript.blocks[-1].page, text(transcript).split("\n\n")[-1]) == (
        4, "A maré, sem título",
    )  # fmt: skip


def test_open_slides_are_pages_as_well() -> None:
    transcript = read_open_slides(offices.open_slides())
    assert transcript.pages == 2
    assert text(transcript) == "## Plano\n\nO cais\n\n## Ships\n\nThey arrive"
    assert [block.page for block in transcript.blocks] == [1, 1, 2, 2]


def test_sheets_have_headings_and_their_tables_stand_apart() -> None:
    transcript = read_sheets(offices.sheets())
    assert [said(one.runs) for one in transcript.blocks if isinstance(one, Heading)] == [
        "Taxas 2025", "Sines",
    ]  # fmt: skip
    prices, ships, ports = tables(transcript)
    assert rows(prices) == [
        ["Porto", "Taxa", "Parte", "Desde"], ["Lisboa", "3.10 €", "28.5%", "2025-01-31"],
    ]  # fmt: skip
    assert rows(ships) == [["Ship", "Length"], ["Ana", "12"]]
    assert (prices.headers, ships.headers) == (1, 1)
    assert (ports.rows[0][0].rows, ports.rows[0][0].columns) == (2, 2)
    assert "\n\nNota: valores provisórios\n\n" in text(transcript)
    assert "hidden" not in text(transcript)


def test_old_sheets_are_read_as_new_ones_are() -> None:
    found = read_document(old_sheets(), types.XLS).text
    assert found == (
        "## Taxas\n\n| Porto | Taxa | Dia |\n| --- | --- | --- |\n| Setúbal | 2.8 | 2024-05-01 |\n"
        "| Lisboa | 3.1 | — |\n\nValores por tonelada\n\n## Ships\n\n| Ana |\n| --- |\n| Rosa |"
    )


def test_the_only_sheet_has_its_name() -> None:
    assert text(read_sheets(offices.open_sheet())).startswith("## Taxas\n\n| Porto | Taxa |")


def test_rich_text_keeps_accents_tables_and_facts() -> None:
    transcript = read_rich_text(offices.rich_text())
    assert text(transcript).startswith("A maré sobe e custa 3 €.\n\n| Porto | Taxa |")
    facts = transcript.facts
    assert (facts.title, facts.authors) == ("Relatório do Porto", ("João Sá",))
    assert facts.published == "2024-05-01"


def test_letters_beyond_the_first_planes_are_whole_in_rich_text() -> None:
    written = rb"{\rtf1{\info{\title Mar\'e9 \u-10179?\u-8704?}} Ol\'e1}"
    assert read_document(written, types.RTF).title == "Maré 😀"


@pytest.mark.parametrize(
    ("page", "title", "said"),
    [
        (rb"\ansicpg1250", rb"Z \'b3\'f3dzkiej", "Z łódzkiej"),
        (rb"\ansicpg1251", b"\xcc\xee\xf0\xe5", "Море"),
        (rb"\ansicpg932", rb"\'93\'8c\'8b\'9e \u12479?\'83\'8f\'81\'5b", "東京 タワー"),
        (rb"\ansicpg65001", rb"Mar\'c3\'a9", "Maré"),
        (rb"\ansicpg99999", rb"Mar\'e9 \\u8364 \{\}", r"Maré \u8364 {}"),
        (b"", rb"Mar\'e9", "Maré"),
    ],
)
def test_facts_of_rich_text_are_in_its_code_page(page: bytes, title: bytes, said: str) -> None:
    head = rb"{\rtf1\ansi" + page + rb"{\info{\title " + title
    facts = read_rich_text(
        head + rb"}{\author Jan Kowalski; \'c0 Nowak;Jan Kowalski}} Porto}"
    ).facts
    assert facts.title == said
    assert (len(facts.authors), facts.authors[0]) == (2, "Jan Kowalski")


def test_a_title_over_all_columns_spans_those_that_there_are() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Taxas"], ["Porto", "Taxa"], ["Lisboa", 3]):
        sheet.append(row)
    sheet.merge_cells("A1:F1")
    out = BytesIO()
    book.save(out)
    [table] = tables(read_sheets(out.getvalue()))
    assert [cell.columns for cell in table.rows[0]] == [2, 1]


def repeated(_: bytes) -> bytes:
    return (
        b'<o:document-content xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><o:body><o:spreadsheet>'
        b'<table:table table:name="X"><table:table-row table:number-rows-repeated="1000000">'
        b'<table:table-cell o:value-type="string" table:number-columns-repeated="16000">'
        b"<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        b"</o:spreadsheet></o:body></o:document-content>"
    )


def unfolded(meta: bytes) -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE x [<!ENTITY e0 "Porto">{entities}]>'.encode()
    start = meta.index(b"<office:document-meta")
    return head + meta[start:].replace("Relatório".encode(), b"&e11;")


TEXT = "word/document.xml"
REFUSED: dict[str, tuple[str, Callable[[], bytes], UnreadableReason]] = {
    "locked": (types.LOCKED_OFFICE, lambda: b"\xd0\xcf\x11\xe0", UnreadableReason.ENCRYPTED),
    "locked parts": (
        types.DOCX, lambda: bundles.with_locks(offices.text()), UnreadableReason.ENCRYPTED,
    ),
    "cut text": (types.DOCX, lambda: offices.text()[:9_000], UnreadableReason.DAMAGED),
    "cut slides": (types.PPTX, lambda: offices.slides()[:9_000], UnreadableReason.DAMAGED),
    "cut book": (types.EPUB, lambda: offices.book()[:900], UnreadableReason.DAMAGED),
    "no markup": (
        types.DOCX, lambda: offices.with_part(offices.text(), TEXT, lambda _: b"<w:doc"),
        UnreadableReason.DAMAGED,
    ),
    "nested": (
        types.DOCX, lambda: offices.with_part(offices.text(), TEXT, lambda _: b"<a>" * 99_999),
        UnreadableReason.TOO_LARGE,
    ),
    "inflated": (
        types.PPTX,
        lambda: offices.with_part(
            offices.slides(), "ppt/presentation.xml", lambda held: held + b" " * (65 << 20)
        ),
        UnreadableReason.TOO_LARGE,
    ),
    "repeated": (
        types.ODS, lambda: offices.with_part(offices.open_sheet(), "content.xml", repeated),
        UnreadableReason.TOO_LARGE,
    ),
    "lying": (types.ODP, offices.open_text, UnreadableReason.DAMAGED),
    "no relations": (
        types.XLSX,
        lambda: offices.with_part(
            offices.sheets(), "xl/_rels/workbook.xml.rels", lambda held: held[:99]
        ),
        UnreadableReason.DAMAGED,
    ),
    "cut rich text": (
        types.RTF, lambda: rb"{\rtf1\ansi{\fonttbl{\f0 Times", UnreadableReason.DAMAGED,
    ),
    "empty sheet": (types.XLSX, lambda: offices.bytes_of(Workbook()), UnreadableReason.EMPTY),
    "empty": (types.RTF, lambda: b"{\\rtf1}", UnreadableReason.EMPTY),
    "not even a container": (types.XLSX, lambda: b"Porto;Taxa", UnreadableReason.DAMAGED),
    "no slides": (
        types.PPTX,
        lambda: offices.with_part(
            offices.slides(), "ppt/presentation.xml",
            lambda held: re.sub(rb"<p:sldIdLst>.*?</p:sldIdLst>", b"", held, flags=re.DOTALL),
        ),
        UnreadableReason.EMPTY,
    ),
    "no old document": (types.DOC, lambda: b"\xd0\xcf\x11\xe0" * 99, UnreadableReason.DAMAGED),
}  # fmt: skip


@pytest.mark.parametrize(("media_type", "written", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_read_says_why(
    media_type: str, written: Callable[[], bytes], reason: UnreadableReason
) -> None:
    with pytest.raises(Unreadable) as refused:
        read_document(written(), media_type)
    assert refused.value.reason == reason


def test_entities_are_not_unfolded() -> None:
    bomb = offices.with_part(offices.open_text(), "meta.xml", unfolded)
    assert len(read_text(bomb).facts.title or "") < 100

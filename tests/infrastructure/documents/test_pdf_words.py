"""Words of a PDF are those that are seen, once each and as large as they are."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from tests.written import typeset
from tests.written.pdfs import drawn
from tests.written.pdfs import lines as below

from aurora.domains.blocks import Table, said
from aurora.domains.writing import write
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.pdf.frame import Frame
from aurora.infrastructure.documents.pdf.words import Word, words
from aurora.infrastructure.documents.sight.eyes import Eyes

ROWS = [["Port", "Ships", "Dues"], ["Lisboa", "1204", "3.10"], ["Faro", "310", "2.80"]]


def upright(content: bytes) -> list[Word]:
    with PdfDocument(content) as document:
        page = document[0]
        return words(page, Frame(*page.get_bbox()))[0]


def text(content: bytes) -> str:
    return write(read_pdf(content, Eyes("")).blocks).text


@pytest.mark.parametrize("by", [0.05, 0.75, 1, 1.5, 12])
def test_words_are_as_large_as_they_are_seen(by: float) -> None:
    sizes = [word.size for word in upright(typeset.enlarged(by, 12 / by))]
    assert sizes == pytest.approx([12, 12], rel=0.01)


def test_a_table_that_a_browser_printed_keeps_its_columns() -> None:
    [table] = read_pdf(typeset.printed(ROWS), Eyes("")).blocks
    assert isinstance(table, Table)
    assert [[said(cell.runs) for cell in row] for row in table.rows] == ROWS


@pytest.mark.parametrize("away", [0, 0.3, 0.6])
@pytest.mark.parametrize("times", [2, 3])
def test_what_is_painted_again_where_it_stands_is_said_once(away: float, times: int) -> None:
    lines = ["The wheel turned for ninety days.", "It turned for the mill, the mill and the saw."]
    assert text(typeset.painted(lines, away, times)).split() == " ".join(lines).split()


@given(st.lists(st.sampled_from(["a", "1", "the", "mill"]), min_size=1, max_size=12))
def test_no_word_that_is_said_again_is_lost(said_again: Sequence[str]) -> None:
    found = upright(typeset.painted([" ".join(said_again)], 0, 1))
    assert [word.text for word in found] == said_again


@pytest.mark.parametrize(
    ("pieces", "said_so"),
    [
        (["A load of 10", "6", " Newton"], "A load of 10^6 Newton"),
        (["3.2 · 10", "-4", " m"], "3.2 · 10^-4 m"),
        (["an area of 5 m", "2"], "an area of 5 m^2"),
        (["is 2", "n", " of them"], "is 2^n of them"),
        (["was studied extensively", "1", " since"], "was studied extensively[1] since"),
        (["It is so.", "12", " Now"], "It is so.[12] Now"),
        (["the 10", "th", " of May"], "the 10th of May"),
        (["Lee", "4", " and"], "Lee4 and"),
        (["", "1", "First"], "1First"),
    ],
)
def test_powers_and_marks_of_notes_are_told_apart(pieces: Sequence[str], said_so: str) -> None:
    assert text(typeset.raised(pieces)) == said_so


@pytest.mark.parametrize("up", [4, 5, 6])
@pytest.mark.parametrize(
    ("pieces", "said_so"),
    [
        (["It became evident", "1", " that water"], "It became evident[1] that water"),
        (["E = mc", "2", ", said he, of 10", "-3", " m."], "E = mc^2, said he, of 10^-3 m."),
        (["O 2.", "o", " moinho"], "O 2.o moinho"),
        (["", "1", " Dados da azenha"], "1 Dados da azenha"),
    ],
)
def test_what_is_raised_stays_in_its_line(pieces: Sequence[str], said_so: str, up: float) -> None:
    assert text(typeset.raised_apart(pieces, up)) == said_so


@pytest.mark.parametrize(
    ("lines", "said_so"),
    [
        (["Alle Wasser-", "und Windräder"], "Alle Wasser- und Windräder"),
        (["kleine Tal-", "oder Bergbahnen"], "kleine Tal- oder Bergbahnen"),
        (["die Ein-", "bzw. Ausfahrten"], "die Ein- bzw. Ausfahrten"),
        (["sowohl Wasser-", "als auch Windräder"], "sowohl Wasser- als auch Windräder"),
        (["des guten Materi-", "als wegen"], "des guten Materials wegen"),
        (["alle voor-", "en nadelen"], "alle voor- en nadelen"),
        (["die großen Partei-", "en sagen"], "die großen Parteien sagen"),
        (["the short-", "and long-term plans"], "the short- and long-term plans"),
        (["a micro-", "e macroeconomia"], "a micro- e macroeconomia"),
        (["a obra continu-", "ou por anos"], "a obra continuou por anos"),
        (["the thou-", "sand ships"], "the thousand ships"),
    ],
)
def test_hyphens_for_the_end_of_a_later_word_stay(lines: Sequence[str], said_so: str) -> None:
    assert text(drawn(lambda canvas: below(canvas, lines, 72, 72))) == said_so


@pytest.mark.parametrize(
    ("lines", "said_so"),
    [
        (["os alunos (pós-", "graduados) e"], "os alunos (pós-graduados) e"),
        (["na segunda-", "feira e na pos-", "se da casa"], "na segunda-feira e na posse da casa"),
        (["o azulejo pós-", "tumo"], "o azulejo póstumo"),
        (["para comprá-", "las e ver a esco-", "la"], "para comprá-las e ver a escola"),
        (["Trata-se do que tornou-", "se ver-", "de"], "Trata-se do que tornou-se verde"),
        (["Disse-lhe que deu-", "lhes tu-", "do"], "Disse-lhe que deu-lhes tudo"),
        (["a «well-", "known» and well-known"], "a «well-known» and well-known"),
    ],
)
def test_hyphens_of_words_that_have_one_stay(lines: Sequence[str], said_so: str) -> None:
    assert text(drawn(lambda canvas: below(canvas, lines, 72, 72))) == said_so


def test_what_is_lowered_is_no_power() -> None:
    assert text(typeset.raised(["CO", "2", " in H", "2", "O"], up=-2)) == "CO2 in H2O"


@pytest.mark.parametrize(
    ("pieces", "said_so"),
    [
        (["Eficie", "ˆ", "ncia da a", "´", "gua"], "Eficiência da água"),
        (["defini", "´", "veis a", "˜", "o a", "`", " luz"], "definíveis ão à luz"),
        (["c", "¸", "a", "˜", "o de U", "¨", "ber"], "ção de Über"),
        (["x", "´", " e b", "ˆ", "o"], "x´ e bˆo"),
    ],
)
def test_an_accent_that_is_drawn_over_a_letter_is_part_of_it(
    pieces: Sequence[str], said_so: str
) -> None:
    assert text(typeset.overlaid(pieces)) == said_so


def test_accents_that_stand_by_themselves_stay() -> None:
    assert text(typeset.overlaid(["o sinal ´e ~a e ^o em 2^n"])) == "o sinal ´e ~a e ^o em 2^n"


@pytest.mark.parametrize(
    ("written", "said_so"),
    [
        (b"de\x1cni\xe7\xe3o do \x1duxo", "definição do fluxo"),
        (b"e\x1eciente e\x1fuente o\x1b", "efficiente effluente off"),
        (b"o\x0b de\x0cne \x0door e\x0ecient e\x0fuent", "off define floor efficient effluent"),
        (b"\x10sim\x11 \x15 \x13assim\x14 12\x1518", "“sim” – «assim» 12–18"),
        (b"\x88 azenha", "- azenha"),
    ],
)
def test_letters_of_a_font_that_names_none_are_those_of_tex(written: bytes, said_so: str) -> None:
    assert text(typeset.untold(written)) == said_so


@pytest.mark.parametrize("between", [1, 2.5, 4, 5])
def test_letters_that_are_spaced_make_words(between: float) -> None:
    words = ["ENGENHEIRA", "CIVIL", "À", "BEIRA"]
    assert text(typeset.spaced(words, between)) == " ".join(words)


@pytest.mark.parametrize(("words", "between"), [("ABCDEFGH", 20), ("ABC", 4), ("12345678", 5)])
def test_letters_by_themselves_make_none(words: str, between: float) -> None:
    assert text(typeset.spaced(list(words), between)).split() == list(words)


def test_what_was_typed_onto_a_page_is_read_and_notes_on_it_are_not() -> None:
    assert text(typeset.typed_on("Nome:", "Ana Conceição")) == "Nome: Ana Conceição"

"""Columns of text are read one after the other, whatever stands in them or above them."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from tests.written import pdfs
from tests.written.papers import LINES, TEXT, paper

from aurora.domains.blocks import AnyBlock, Heading, Paragraph, said
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.pdf.frame import Box
from aurora.infrastructure.documents.pdf.lines import Line
from aurora.infrastructure.documents.pdf.order import ordered
from aurora.infrastructure.documents.pdf.words import Word
from aurora.infrastructure.documents.sight.eyes import Eyes

ROWS = 8
DOE = ("Jane Doe", "University of Here", "jane@here.example")
ROE = ("Richard Roe", "University of Over There", "roe@there.example")
REIS = ("Ana Reis", "Universidade de Setúbal")


def blocks(content: bytes) -> Sequence[AnyBlock]:
    return read_pdf(content, Eyes("")).blocks


def texts(found: Sequence[AnyBlock]) -> list[str]:
    return [said(block.runs) for block in found if isinstance(block, Heading | Paragraph)]


def numbered(canvas: Canvas) -> None:
    """Write two columns of text, the left one further to the right than the number of a heading."""
    pdfs.lines(canvas, [f"of the left column line {row} says" for row in range(ROWS)], 84, 100)
    pdfs.lines(canvas, ["Introduction"], 84, 196)
    pdfs.lines(canvas, ["1"], 62, 196)
    pdfs.lines(canvas, [f"the right column says {row} times" for row in range(ROWS + 1)], 320, 100)


def test_the_number_of_a_heading_does_not_join_the_columns() -> None:
    left, right = " ".join(texts(blocks(pdfs.drawn(numbered)))).split("1 Introduction")
    assert "right" not in left
    assert "left" not in right


@pytest.mark.parametrize("apart", [150, 170])
@pytest.mark.parametrize(
    "authors", [[DOE, ROE], [DOE, ROE, REIS], [DOE[:1], ROE[:1]], [DOE[:1], REIS]]
)
def test_authors_beside_each_other_stand_above_both_columns(
    authors: Sequence[Sequence[str]], apart: float
) -> None:
    found = blocks(paper(authors, apart=apart))
    assert all(map(isinstance, found, [Heading, *[Paragraph] * len(authors), Heading]))
    columns = [" ".join([TEXT.format(side)] * LINES) for side in ("left", "right")]
    names = map(" ".join, authors)
    assert texts(found) == ["On Ships and Harbours", *names, "Abstract", *columns]


placed = st.tuples(
    st.floats(0, 500), st.integers(0, 40), st.integers(1, 12), st.sampled_from([8.0, 10.0, 18.0])
)


@given(st.lists(placed, max_size=80))
def test_no_word_of_a_page_is_lost(places: Sequence[tuple[float, int, int, float]]) -> None:
    found = [
        Word("a" * length, Box(x, 12.0 * y, x + length * size / 2, 12.0 * y + size), size)
        for x, y, length, size in places
    ]
    held = [
        word
        for part in ordered(found)
        for words in ([part] if isinstance(part, Line) else [c for row in part.rows for c in row])
        for word in words.words
    ]
    assert sorted(map(id, held)) == sorted(map(id, found))


def test_justified_lines_with_wide_spaces_are_no_columns() -> None:
    rows = [
        [("As", 72), ("contas", 102), ("foram", 150), ("aprovadas", 194), ("por", 258)],
        [("unanimidade", 72), ("na", 142), ("assembleia", 166), ("de", 227), ("março,", 248)],
    ]

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for number, row in enumerate(rows):
            for word, left in row:
                canvas.drawString(left, pdfs.HEIGHT - 100 - 12 * number, word)

    [text] = texts(blocks(pdfs.drawn(draw)))
    assert text.split() == [word for row in rows for word, _ in row]

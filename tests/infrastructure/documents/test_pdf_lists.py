"""Lists of a PDF lose neither a letter nor a number of what stands on its pages."""

import re
from collections.abc import Sequence
from string import ascii_letters

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas
from tests.written import pdfs

from aurora.domains.blocks import Heading, Listing, Paragraph, said
from aurora.domains.transcript import Transcript
from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.sight.eyes import Eyes


def read(lines: Sequence[str]) -> Transcript:
    def draw(canvas: Canvas) -> None:
        pdfs.lines(canvas, lines, 72, 72)

    return read_pdf(pdfs.drawn(draw), Eyes(""))


def text(lines: Sequence[str]) -> str:
    return write(read(lines).blocks, Form.MARKDOWN).text


@pytest.mark.parametrize(
    "first",
    [
        "J. Doe and R. Roe were the first to see the harbour from the hill, and",
        "(b) The lessee pays the dues of the harbour on the first of each month and",
        "I. INTRODUCTION of the harbour to whoever has not seen it from the hill and",
    ],
)
def test_a_letter_alone_begins_a_paragraph(first: str) -> None:
    [paragraph] = read([first, "nobody came after them."]).blocks
    assert isinstance(paragraph, Paragraph)
    assert said(paragraph.runs) == f"{first} nobody came after them."


def test_a_name_within_a_paragraph_does_not_cut_it() -> None:
    before = "Of all who came to the harbour that year few knew it as well as two did."
    assert text([before, "J. Doe was one of them."]) == f"{before} J. Doe was one of them."


@pytest.mark.parametrize(
    ("lines", "items"),
    [
        (["(a) Ships", "(b) Nets"], ["- (a) Ships", "- (b) Nets"]),
        (["A. Ships", "B. Nets"], ["- A. Ships", "- B. Nets"]),
        (["i. Ships", "ii. Nets"], ["- i. Ships", "- ii. Nets"]),
        (["(c) Ships", "(d) Nets"], ["- (c) Ships", "- (d) Nets"]),
        (["1. Ships", "2. Nets"], ["1. Ships", "2. Nets"]),
        (["01. Ships", "02. Nets"], ["- 01. Ships", "- 02. Nets"]),
        (["► Ships", "► Nets"], ["- Ships", "- Nets"]),
    ],
)
def test_marks_that_follow_each_other_make_items(lines: Sequence[str], items: list[str]) -> None:
    assert [line.replace("\\", "") for line in text(lines).splitlines() if line] == items


marks = st.one_of(
    st.sampled_from(ascii_letters).map("{}.".format),
    st.sampled_from(["(a)", "(b)", "ii.", "iii.", "IV)", "1.", "2.", "(3)", "07.", "10)"]),
)


@settings(max_examples=40)
@given(st.lists(marks, min_size=1, max_size=6))
def test_no_letter_or_digit_is_lost_or_changed(found: Sequence[str]) -> None:
    lines = [f"{mark} Ships lie here." for mark in found]
    assert re.findall(r"\w+", text(lines)) == re.findall(r"\w+", " ".join(lines))


def test_what_runs_up_the_margin_is_no_heading_and_cuts_no_paragraph() -> None:
    transcript = read_pdf(pdfs.drawn(pdfs.margined, pdfs.CONTINUED[1]), Eyes(""))
    paragraph, stamp = transcript.blocks
    assert isinstance(paragraph, Paragraph)
    assert said(paragraph.runs).endswith("leaves the page in the middle of a sentence.")
    assert not isinstance(stamp, Heading)
    assert transcript.facts.title is None


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize("across", [2.5, 4])
def test_a_bullet_may_be_drawn(filled: bool, across: float) -> None:
    items = ["Português", "Inglês, com certificado", "Francês"]

    def draw(canvas: Canvas) -> None:
        pdfs.lines(canvas, items, 90, 72)
        for number in range(len(items)):
            middle = pdfs.HEIGHT - 72 - 12 * number + 3.5
            canvas.circle(80, middle, across / 2, fill=int(filled), stroke=int(not filled))

    [listing] = read_pdf(pdfs.drawn(draw), Eyes("")).blocks
    assert isinstance(listing, Listing)
    assert write((listing,), Form.MARKDOWN).text.split("\n") == [f"- {item}" for item in items]


@pytest.mark.parametrize(("left", "across"), [(30, 4), (90, 4), (80, 9)])
def test_a_dot_that_is_no_bullet_makes_no_list(left: float, across: float) -> None:
    def draw(canvas: Canvas) -> None:
        pdfs.lines(canvas, ["The harbour is open."], 90, 72)
        canvas.circle(left, pdfs.HEIGHT - 72 + 3.5, across / 2, fill=1)

    assert not any(isinstance(one, Listing) for one in read_pdf(pdfs.drawn(draw), Eyes("")).blocks)

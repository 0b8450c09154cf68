"""What PDFs say about themselves is told as far as it can be believed."""

import re

import pytest
from reportlab.pdfgen.canvas import Canvas
from tests.written import pdfs

from aurora.domains.transcript import Transcript
from aurora.infrastructure.documents.pdf.document import read_pdf
from aurora.infrastructure.documents.pdf.facts import moment
from aurora.infrastructure.documents.sight.eyes import Eyes


def read(content: bytes) -> Transcript:
    return read_pdf(content, Eyes(""))


def test_facts_come_from_the_document_itself() -> None:
    report = read(pdfs.report())
    assert report.pages == 3
    assert report.facts.title == "Harbour Report 2025"
    assert report.facts.authors == ("Ana Reis", "João Sá")
    assert (report.facts.language, report.facts.description) == ("en-GB", "Ports")
    assert report.facts.published


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ana Reis and João da Silva", ("Ana Reis", "João da Silva")),
        ("Ana Reis; Rui Sá e Eva M. van Dijk", ("Ana Reis", "Rui Sá", "Eva M. van Dijk")),
        ("Ministry of Agriculture and Food", ("Ministry of Agriculture and Food",)),
        ("Secretaria da Educação e Cultura Viva", ("Secretaria da Educação e Cultura Viva",)),
        ("Trade and Industry", ("Trade and Industry",)),
        ("Maria do Céu e Silva", ("Maria do Céu e Silva",)),
        ("(anonymous)", ()),
    ],
)
def test_authors_are_told_apart_and_bodies_are_not(author: str, names: tuple[str, ...]) -> None:
    def write(canvas: Canvas) -> None:
        canvas.setAuthor(author)
        pdfs.columns(canvas)

    assert read(pdfs.drawn(write)).facts.authors == names


def titled(title: bytes) -> bytes:
    return re.sub(rb"/Title \([^)]*\)", b"/Title <FEFF%s>" % title, pdfs.drawn(pdfs.columns))


def test_half_a_character_in_a_title_costs_no_more_than_the_title() -> None:
    assert read(titled(b"00410042")).facts.title == "AB"
    assert read(titled(b"D80000410042")).facts.title != "AB"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("D:20240131120000+01'00'", "2024-01-31T12:00:00+01:00"),
        ("D:20240131", "2024-01-31"),
        ("D:202401", "2024-01"),
        ("2024", "2024"),
        ("yesterday", None),
    ],
)
def test_dates_are_told_as_far_as_they_go(written: str, meant: str | None) -> None:
    assert moment(written) == meant


@pytest.mark.parametrize("subject", ["unspecified", "Unknown", ""])
def test_what_only_a_program_wrote_is_no_description(subject: str) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setSubject(subject)
        pdfs.lines(canvas, ["The harbour is open."], 72, 72)

    assert read(pdfs.drawn(draw)).facts.description is None

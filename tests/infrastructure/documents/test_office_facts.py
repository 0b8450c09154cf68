"""What office documents say about themselves counts where people said it."""

import docx
import pptx
import pytest
from tests.written import offices

from aurora.infrastructure.documents.office.slides import read_slides
from aurora.infrastructure.documents.office.text import read_rich_text, read_text

MADE_UP = [
    "",
    "Microsoft Word - relatorio final.docx",
    "Document1",
    "Documento sem título",
    "Untitled document",
    "modelo.dotx",
]


@pytest.mark.parametrize("title", MADE_UP)
def test_a_title_that_a_program_made_up_gives_way_to_the_first_heading(title: str) -> None:
    made = docx.Document()
    made.core_properties.title = title
    made.add_heading("Relatório do Porto", 1)
    assert read_text(offices.bytes_of(made)).facts.title == "Relatório do Porto"


@pytest.mark.parametrize(
    "title", ["PowerPoint Presentation", "Apresentação do PowerPoint", "PowerPoint-Präsentation"]
)
def test_so_does_that_of_slides(title: str) -> None:
    made = pptx.Presentation()
    made.core_properties.title = title
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = "Plano"
    assert read_slides(offices.bytes_of(made)).facts.title == "Plano"


def test_what_a_program_put_before_the_title_of_a_person_is_left_out() -> None:
    written = rb"{\rtf1{\info{\title Microsoft Word - Relat\'f3rio do Porto}} Ol\'e1}"
    assert read_rich_text(written).facts.title == "Relatório do Porto"


def test_names_and_descriptions_by_programs_are_those_of_nobody() -> None:
    made = docx.Document()
    made.core_properties.author = "Utilizador do Windows; Ana Reis"
    made.add_paragraph("Porto")
    facts = read_text(offices.bytes_of(made)).facts
    assert (facts.authors, facts.description) == (("Ana Reis",), None)

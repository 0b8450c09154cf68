"""Notes of office documents are found by the marks that stand where the text refers to them."""

import odfdo
import pytest
from tests.written import offices

from aurora.domains.transcript import Transcript
from aurora.domains.writing import Form, write
from aurora.infrastructure.documents.office.text import read_rich_text, read_text

MARK = rb"{\super\chftn}"


def text(transcript: Transcript) -> str:
    return write(transcript.blocks, Form.TEXT).text


def open_text_with(body: str) -> bytes:
    """Write ODT of a paragraph that refers to a note."""
    note = odfdo.Element.from_tag(
        '<text:note text:id="ftn1" text:note-class="footnote"><text:note-citation>1'
        f"</text:note-citation><text:note-body>{body}</text:note-body></text:note>"
    )
    made = odfdo.Document("text")
    made.body.clear()
    paragraph = odfdo.Paragraph("O cais")
    paragraph.append(note)
    made.body.append(paragraph)
    return offices.bytes_of(made)


def test_a_note_begins_with_its_mark_and_no_second_space() -> None:
    note = rb"{\footnote\pard\plain " + MARK + rb"{\b  }{\i  A mar\'e9}}"
    found = read_rich_text(rb"{\rtf1\ansi O cais" + MARK + note + rb" \'e9 antigo.\par}")
    assert text(found) == "O cais[1] é antigo.\n\n[1] A maré"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<text:p> A maré</text:p><text:p>sobe</text:p>", "[1] A maré\n\nsobe"),
        (
            "<text:list><text:list-item><text:p>A maré</text:p></text:list-item></text:list>",
            "[1]\n\n- A maré",
        ),
        ("<text:p/>", ""),
    ],
)
def test_a_note_has_its_mark_whatever_it_begins_with(body: str, said: str) -> None:
    assert text(read_text(open_text_with(body))) == f"O cais[1]\n\n{said}".strip()


def test_a_title_is_told_without_the_mark_of_its_note() -> None:
    note = rb"{\footnote\pard\plain " + MARK + rb" A mar\'e9}"
    styles = rb"{\stylesheet{\s1\outlinelevel0 heading 1;}}"
    found = read_rich_text(
        rb"{\rtf1\ansi" + styles + rb"\pard\s1 O cais" + MARK + note + rb"\par x}"
    )
    assert text(found).startswith("# O cais[1]")
    assert found.facts.title == "O cais"

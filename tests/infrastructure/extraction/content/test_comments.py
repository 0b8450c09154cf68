"""Comments are content where people come for them, and nowhere else."""

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.comments import comments, undiscussed
from aurora.infrastructure.extraction.content.visible import Visible

PROSE = " ".join(["The ferry to Kestrel Point leaves at nine and comes back at dusk."] * 4)
POST = f"<h1>Ferries</h1><p>{PROSE}</p>"


def left(body: str) -> list[str]:
    """The texts that are comments, by their first words."""
    visible = Visible(LexborHTMLParser(f"<body>{body}</body>"))
    words = np.array([len(block.text.split()) for block in visible.blocks], np.float32)
    found = zip(visible.blocks, comments(visible, words), strict=True)
    return [" ".join(block.text.split()[:2]) for block, is_comment in found if is_comment]


def test_elements_say_so_by_their_names() -> None:
    body = f'<div>{POST}</div><ol class="commentlist"><li>I was there.</li></ol><p>About us</p>'
    assert left(body) == ["I was"]


def test_what_customers_say_of_what_is_offered_is_none() -> None:
    assert left(f'{POST}<div class="testimonials comment-body"><p>{PROSE}</p></div>') == []


@pytest.mark.parametrize(
    "heading",
    [
        "53 Responses to “Ferries”", "Comments", "Comments (2)", "2 comments", "One Reply",
        "Leave a Reply", "Comentários", "3 comentários em “Ferries”", "Deixe um comentário",
        "2 respuestas", "Deja una respuesta", "5 Kommentare", "4 Gedanken zu „Fähren“",
        "Schreibe einen Kommentar", "Laisser un commentaire", "2 commentaires", "12 reacties",
        "Lascia un commento", "Dodaj komentarz",
    ],
)  # fmt: skip
def test_a_heading_says_so_of_what_follows_in_the_element_around_it(heading: str) -> None:
    said = f"<ul><li><p>I was there. {PROSE}</p></li></ul>"
    body = f"<main>{POST}<div><h3>{heading}</h3></div>{said}</main><p>About us</p>"
    assert left(body) == [" ".join(heading.split()[:2]), "I was"]


@pytest.mark.parametrize(
    "heading",
    ["Discussion", "Comment choisir ?", "No comment was made", "Commentary", "Recent comments"],
)
def test_other_headings_do_not(heading: str) -> None:
    assert left(f"{POST}<h3>{heading}</h3><p>{PROSE}</p>") == []


def test_a_heading_in_a_box_beside_the_text_says_nothing_of_the_text() -> None:
    box = f"<div><h3>Comments</h3><ul><li>Somebody: {PROSE}</li></ul></div>"
    assert left(f"<div>{box}</div><main>{POST}</main>") == ["Comments", "Somebody: The"]


def test_what_comments_on_a_match_is_what_its_page_is_about() -> None:
    minutes = "".join(f"<li><b>{n}'</b> {PROSE}</li>" for n in range(9))
    assert left(f"<h1>Leszno – Gorzów</h1><ul class='commentary'>{minutes}</ul>") == []


def test_their_chances_fall_where_others_are_likelier_to_be_meant() -> None:
    chances, told = np.array([0.9, 0.8], np.float32), np.array([False, True])
    assert undiscussed(chances, told, 0.2) == pytest.approx([0.9, 0.2])
    assert undiscussed(chances, told, 0.0) == pytest.approx([0.9, 0.0])
    assert undiscussed(chances, told, 0.5) == pytest.approx([0.9, 0.8])
    assert undiscussed(chances, told, 1.0) == pytest.approx([0.9, 0.8])

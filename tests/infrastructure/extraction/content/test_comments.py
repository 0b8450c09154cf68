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


@pytest.mark.parametrize(
    "name",
    [
        "category-kommentar", "tag-kommentar", "category-comentario", "post_tag-commentary",
        "cat-comments", "comments-open", "comments-enabled", "comments-closed", "no-comments",
        "has-comments", "comment-status-open",
    ],
)  # fmt: skip
def test_where_a_post_is_filed_and_whether_readers_may_write_makes_it_no_comment(name: str) -> None:
    post = f"<div class='hentry {name}'><h2>Ferries</h2><p>{PROSE}</p></div>"
    below = f"<div id=comments class='comment {name}'><p>I was there.</p></div>"
    assert left(post + below + f"<p>{PROSE}</p>") == ["I was"]


def test_an_opinion_is_no_comment_of_readers() -> None:
    below = f"<div class=comments><h1>Comments</h1><p>Agnes: {PROSE}</p></div>"
    around = f"<article class=comment-piece>{POST}{below}</article>"
    assert left(around) == ["Comments", "Agnes: The"]
    most = f"<h1>Ferries</h1><div class=commentary><p>{PROSE}</p><p>{PROSE}</p></div>"
    assert left(f"{most}<p>{PROSE}</p>") == []
    assert left(f"{POST}{most.replace('commentary', 'comments')}") == ["The ferry", "The ferry"]


def test_what_customers_say_of_what_is_offered_is_none() -> None:
    assert left(f'{POST}<div class="testimonials comment-body"><p>{PROSE}</p></div>') == []


def test_comments_in_code_are_none_of_readers() -> None:
    hljs = '<pre><code><span class="hljs-comment"># at nine</span>\nsail()</code></pre>'
    doxygen = '<div class="line"><span class="comment">// at nine</span></div>'
    assert left(f"{POST}{hljs}{doxygen}") == []
    assert left(f'{POST}<div class="comment">{hljs}</div>') == ["# at"]


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
    said = f"<ul><li><p>I was there at 9:30. {PROSE}</p></li></ul>"
    body = f"<main>{POST}<div><h3>{heading}</h3></div>{said}</main><p>About us</p>"
    assert left(body) == [" ".join(heading.split()[:2]), "I was"]


@pytest.mark.parametrize(
    "heading",
    ["Discussion", "Comment choisir ?", "No comment was made", "Commentary", "Recent comments"],
)
def test_other_headings_do_not(heading: str) -> None:
    assert left(f"{POST}<h3>{heading}</h3><p>{PROSE}</p>") == []


def test_a_heading_in_a_box_beside_the_text_says_nothing_of_the_text() -> None:
    box = f"<div><h3>Comments</h3><ul><li>Somebody, 2012: {PROSE}</li></ul></div>"
    assert left(f"<div>{box}</div><main>{POST}</main>") == ["Comments", "Somebody, 2012:"]


@pytest.mark.parametrize(
    "after",
    [
        f"<h2>Tides</h2><p>{PROSE}</p>",
        f"<h3>Tides</h3><p>{PROSE}</p>",
        "<div><h3>Tides</h3><ul><li>high at nine<li>low at three</ul></div>",
    ],
)
def test_no_heading_says_so_of_what_another_one_no_lower_stands_above(after: str) -> None:
    assert left(f"{POST}<div><h4>Comments</h4></div>{after}") == []


@pytest.mark.parametrize("level", ["h2", "h3"])
def test_comments_end_where_a_heading_begins_something_else(level: str) -> None:
    said = f"<p>I was there in 2012. {PROSE}</p><h4>Agnes</h4><p>So was I.</p>"
    after = f"<{level}>Tides</{level}><p>{PROSE}</p>"
    told = left(f"<main>{POST}<h3>Comments</h3>{said}{after}</main>")
    assert told == ["Comments", "I was", "Agnes", "So was"]


def test_the_next_heading_goes_on_if_it_speaks_of_comments_or_stands_in_one() -> None:
    said = f"<div><h3>Agnes says</h3><p>I was there. {PROSE}</p></div>"
    more = f"<h3>Comments 1 to 9 of 12</h3>{said}"
    assert left(f"<main>{POST}<h3>Leave a reply</h3>{more}</main>") == [
        "Leave a", "Comments 1", "Agnes says", "I was",
    ]  # fmt: skip


def test_what_a_manual_says_of_comments_is_none() -> None:
    section = f"<h2>Comments</h2><p>A comment begins with two hyphens. {PROSE}</p>"
    assert left(f"{POST}{section}<h2>Names</h2><p>{PROSE}</p>") == []


@pytest.mark.parametrize(
    "said", ["<b class=author>Agnes</b>: yes", "yes, vor 2 Tagen", "<time>May 3</time>: yes"]
)
def test_names_and_dates_tell_that_readers_wrote_something(said: str) -> None:
    assert left(f"{POST}<div><h2>Comments</h2><p>{said}</p></div>")[0] == "Comments"
    assert left(f"{POST}<div><h2>Comments</h2><p>yes</p></div>") == []


def test_what_comments_on_a_match_is_what_its_page_is_about() -> None:
    minutes = "".join(f"<li><b>{n}'</b> {PROSE}</li>" for n in range(9))
    assert left(f"<h1>Leszno – Gorzów</h1><ul class='commentary'>{minutes}</ul>") == []


def test_their_chances_fall_where_others_are_likelier_to_be_meant() -> None:
    chances, told = np.array([0.9, 0.8], np.float32), np.array([False, True])
    assert undiscussed(chances, told, 0.2) == pytest.approx([0.9, 0.2])
    assert undiscussed(chances, told, 0.0) == pytest.approx([0.9, 0.0])
    assert undiscussed(chances, told, 0.5) == pytest.approx([0.9, 0.8])
    assert undiscussed(chances, told, 1.0) == pytest.approx([0.9, 0.8])

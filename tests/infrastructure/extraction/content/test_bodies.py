"""The body of a page is found by its names and by its prose."""

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.bodies import bodies
from aurora.infrastructure.extraction.content.ground import Ground
from aurora.infrastructure.extraction.content.labels import is_label, labels
from aurora.infrastructure.extraction.content.phrases import Measures, phrases
from aurora.infrastructure.extraction.content.visible import Visible

PROSE = "The ferry to the northern shore stopped running on a cold Tuesday in late November."


def looked_at(body: str) -> tuple[list[str], Visible, Ground]:
    visible = Visible(LexborHTMLParser(f"<body>{body}</body>"))
    texts = [block.text for block in visible.blocks]
    return texts, visible, Ground(visible, phrases(texts))


def measured(body: str) -> tuple[list[str], Measures]:
    texts, _, ground = looked_at(body)
    return texts, bodies(ground)


def paragraphs(count: int) -> str:
    return f"<p>{PROSE}</p>" * count


def told(texts: list[str], column: np.ndarray, text: str) -> float:
    return float(column[texts.index(text)])


def test_the_innermost_element_that_is_named_a_body_and_holds_most_prose_is_one() -> None:
    texts, found = measured(
        "<p>Above</p><div class='page-content'><div class='entry-content'>"
        f"{paragraphs(4)}</div><p>Below</p></div><div class='post-text'>{paragraphs(1)}</div>"
    )
    assert told(texts, found["body in"], PROSE) == 1
    assert told(texts, found["body in"], "Below") == 0
    assert found["body in"].sum() == 4
    assert found["body share"] == pytest.approx(0.8)


def test_without_such_names_nothing_is_known_of_the_body() -> None:
    _, found = measured(f"<div class='x1'>{paragraphs(3)}</div>")
    assert set(found["body in"]) == {0.5}
    assert set(found["body share"]) == {-1.0}


def test_what_stands_between_the_title_and_the_body_is_perhaps_in_it() -> None:
    texts, found = measured(
        "<p>Menu</p><h1>The lake</h1><p>In short</p>"
        f"<div class='article-body'>{paragraphs(3)}</div><p>After</p>"
    )
    read = [told(texts, found["body in"], text) for text in ("Menu", "The lake", "In short")]
    assert read == [0, 0.5, 0.5]
    assert told(texts, found["body in"], PROSE) == 1
    assert told(texts, found["body in"], "After") == 0


def test_more_comments_than_article_do_not_hide_where_the_article_is() -> None:
    said = "I went there every winter with my brother and we never saw the ice as thin as that."
    texts, found = measured(
        f"<div class='entry-content'>{paragraphs(5)}</div>"
        f"<div class='comments entry-text'>{f'<p>{said}</p>' * 40}</div>"
    )
    assert told(texts, found["body in"], said) == 1
    assert told(texts, found["own body in"], PROSE) == 1
    assert told(texts, found["own body in"], said) == 0
    assert told(texts, found["own tight 0.85"], said) == 0
    assert told(texts, found["own tight 0.85"], PROSE) == 1


def test_where_all_prose_is_marked_as_foreign_none_is_left_out() -> None:
    texts, found = measured(f"<div class='comments'>{paragraphs(9)}</div><p>End</p>")
    assert told(texts, found["own tight 0.85"], PROSE) == 1


@pytest.mark.parametrize("body", ["<p>One</p>", "<h1>One</h1>", "<div class='post-body'>One</div>"])
def test_the_smallest_pages_are_measured(body: str) -> None:
    _, found = measured(body)
    assert all(np.isfinite(column).all() and len(column) == 1 for column in found.values())


@pytest.mark.parametrize(
    "text",
    ["Related stories", "3 Comments", "Leia também", "Mais lidas", "Das könnte Sie interessieren",
     "À lire aussi", "» Te puede interesar", "Czytaj także", "Lees ook", "Leggi anche"],
)  # fmt: skip
def test_labels_of_what_is_foreign_are_known_in_many_languages(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize("text", ["The commentary", "A related matter", "Os comentários", "Shared"])
def test_words_within_a_sentence_or_a_longer_word_are_no_labels(text: str) -> None:
    assert not is_label(text)


def test_labels_reach_to_the_next_heading_and_are_counted() -> None:
    _, visible, ground = looked_at(
        "<p>One</p><h2>Related stories</h2><p>Two</p><p>Share</p><h2>The thaw</h2><p>Three</p>"
    )
    found = labels(visible, ground)
    heading, since, before = (column.tolist() for column in found.values())
    assert heading == [0, 1, 1, 1, 0, 0]
    assert since == [99, 0, 1, 0, 1, 2]
    assert before == [0, 1, 1, 2, 2, 2]

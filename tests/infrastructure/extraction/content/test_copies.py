"""What a page says more than once is kept once, where pages of its kind say things once."""

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.copies import (
    LEAST_WORDS,
    copies,
    said_once,
    uncloned,
)
from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES
from aurora.infrastructure.extraction.content.visible import Visible
from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.web.urls import AdaUrls

TEXTS = ["a", "b", "a", "c", "a", "b"]


def surely(kind: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """The chances of kinds of a page that is of one kind for sure."""
    return np.array([name == kind for name in PAGE_TYPES], np.float32)


def test_texts_that_are_the_same_are_found_where_they_are_no_mere_labels() -> None:
    many, few = np.full(6, LEAST_WORDS, np.float32), np.full(6, LEAST_WORDS - 1, np.float32)
    assert copies(TEXTS, many) == [[0, 2, 4], [1, 5]]
    assert copies(TEXTS, few) == []


def test_all_copies_but_the_likeliest_are_less_likely_than_they_look() -> None:
    given = np.array([0.5, 0.2, 0.8, 0.9, 0.5, 0.4], np.float32)
    lowered = said_once(given, [[0, 2, 4], [1, 5]], [0] * 6, surely("forum"))
    other, second = 1 - 0.8, 1 - 0.4
    expected = [0.5 * other, 0.2 * second, 0.8, 0.9, 0.5 * other, 0.4]
    assert lowered == pytest.approx(np.array(expected, np.float32))


def test_of_copies_as_likely_as_each_other_the_first_stays() -> None:
    lowered = said_once(np.full(2, 0.5, np.float32), [[0, 1]], [0, 0], surely("product"))
    assert lowered[0] == 0.5 > lowered[1]


@pytest.mark.parametrize("kind", ["documentation", "service"])
def test_manuals_and_services_may_say_things_twice(kind: str) -> None:
    given = np.array([0.5, 0.8], np.float32)
    assert said_once(given, [[0, 1]], [0, 0], surely(kind)) == pytest.approx(given)


def test_what_comes_again_in_the_same_table_is_no_copy() -> None:
    given = np.array([0.5, 0.8, 0.5, 0.5], np.float32)
    lowered = said_once(given, [[0, 1, 2, 3]], [7, 7, 9, 0], surely("product"))
    assert lowered == pytest.approx(np.array([0.5, 0.8, 0.1, 0.1], np.float32))


@pytest.mark.parametrize("kind", ["products/chair", "collections/chairs", "x"])
def test_no_cell_of_a_table_is_lost_for_saying_what_another_says(kind: str) -> None:
    again = "Solid oak from certified forests in Europe"
    rows = "".join(f"<tr><td>Part {number}</td><td>{again}</td></tr>" for number in range(6))
    html = f"<title>Chair</title><main><h1>Chair</h1><table>{rows}</table></main>"
    source = Source(
        content=html.encode(), content_type="text/html", url=f"https://shop.example/{kind}"
    )
    assert read(source, AdaUrls()).text.count(again) == 6


@pytest.mark.parametrize(
    ("slide", "clone"),
    [
        ("class='slick-slide'", "class='slick-slide slick-cloned' aria-hidden=true"),
        ("class='swiper-slide'", "class='swiper-slide swiper-slide-duplicate'"),
        ("class='owl-item'", "class='owl-item cloned'"),
        ("class='slide'", "class='slide clone' aria-hidden='true'"),
    ],
)
def test_of_slides_that_a_carousel_copies_the_originals_are_kept(slide: str, clone: str) -> None:
    said = [f"The {part} is as solid as the joiner said it would be." for part in ("top", "seat")]
    first, last = (f"<div><p>{text}</p></div>" for text in said)
    copied = [text.replace("<div>", f"<div {clone}>") for text in (last, first)]
    slides = (first + last).replace("<div>", f"<div {slide}>").join(copied)
    visible = Visible(LexborHTMLParser(f"<p>{said[0]}</p><div>{slides}</div>"))
    assert [block.text for block in visible.blocks[1:]] == [said[1], *said, said[0]]
    assert uncloned(np.array([False, True, False, False, True]), visible).tolist() == [
        False, False, True, True, False,
    ]  # fmt: skip


def test_a_copy_without_an_original_is_kept() -> None:
    visible = Visible(LexborHTMLParser("<div><p class=slick-cloned>a</p><p>b</p></div><p>a</p>"))
    assert uncloned(np.array([True, False, False]), visible).tolist() == [True, False, False]


def test_a_button_to_clone_with_is_no_copy() -> None:
    visible = Visible(LexborHTMLParser("<p class='git clone'>Clone it</p>"))
    assert uncloned(np.array([True]), visible).tolist() == [True]

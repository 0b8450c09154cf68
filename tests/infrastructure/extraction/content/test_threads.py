"""Which elements are the posts of a thread."""

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.signs import signs
from aurora.infrastructure.extraction.content.threaded import Thread
from aurora.infrastructure.extraction.content.threads import posts
from aurora.infrastructure.extraction.content.visible import Visible

SAID = "{2} thinks that the ferry leaves at nine"
POST = f"<{{0}} class='{{1}}'><b class=author>{{2}}</b><p>{SAID}</p>{{3}}</{{0}}>"
NAMES = ("Ada", "Bo", "Cy")


def found(html: str, chance: float = 0.5) -> list[str]:
    """The words that each post begins with."""
    visible = Visible(LexborHTMLParser(html))
    words = np.array([len(block.text.split()) for block in visible.blocks], np.float32)
    chances = np.full(len(words), chance, np.float32)
    elements = posts(visible, words, chances, signs(visible, words))
    begun = {block.element: block.text for block in reversed(visible.blocks)}
    texts = [
        next(
            text
            for one, text in sorted(begun.items())
            if element <= one < visible.shape.ends[element]
        )
        for element in elements
    ]
    return [text.split()[0] for text in texts]


def thread(html: str, *, told: bool) -> Thread | None:
    visible = Visible(LexborHTMLParser(html))
    words = np.array([len(block.text.split()) for block in visible.blocks], np.float32)
    return Thread.of(visible, words, np.full(len(words), 0.5, np.float32), told=told)


def each(form: str = POST, tag: str = "div", named: str = "post", more: str = "") -> str:
    return "".join(form.format(tag, named, name, more) for name in NAMES)


@pytest.mark.parametrize("tag", ["div", "li", "tr", "article"])
def test_posts_are_what_looks_alike_with_a_name_and_a_text(tag: str) -> None:
    table = "<table>{}</table>" if tag == "tr" else "{}"
    form = POST.replace("<b", "<td><b").replace("{3}", "{3}</td>") if tag == "tr" else POST
    assert found(f"<h1>Ferries</h1>{table.format(each(form, tag))}<p>Bye</p>") == list(NAMES)


def test_numbers_and_further_words_in_classes_tell_no_posts_apart() -> None:
    html = "".join(POST.format("div", f"post{n} bg{n}", name, "") for n, name in enumerate(NAMES))
    assert found(html) == list(NAMES)


def test_what_stands_around_a_post_is_of_it_as_long_as_it_holds_one() -> None:
    html = "".join(
        f"<section class=box><i class=user>{n}</i>{POST.format('div', 'post', n, '')}</section>"
        for n in NAMES
    )
    assert found(f"<div class=all><div class=all>{html}</div></div>") == list(NAMES)


def test_answers_in_posts_are_posts() -> None:
    inner = POST.format("div", "post", "Di", POST.format("div", "post", "Ed", ""))
    assert found(f"<div>{each(more=inner)}</div>") == [
        "Ada",
        "Di",
        "Ed",
        "Bo",
        "Di",
        "Ed",
        "Cy",
        "Di",
        "Ed",
    ]


def test_a_post_that_looks_otherwise_is_one_beside_two_others() -> None:
    assert found(POST.format("div", "first-of-all", "Zoe", "") + each()) == ["Zoe", *NAMES]


@pytest.mark.parametrize(
    "html",
    [
        POST.format("div", "post", "Ada", ""),
        each(f"<{{0}} class={{1}}><p>{SAID}</p></{{0}}>"),
        each("<{0} class={1}><b class=author>{2}</b></{0}>"),
        f"<article><p>{'The ferry leaves at nine or later. ' * 9}</p></article>{each()}",
        POST.format("div", "post", "Ada", f"<p>{'It leaves at nine. ' * 200}</p>") + each(),
    ],
)
def test_there_are_none_where_no_such_elements_hold_most_of_a_page(html: str) -> None:
    assert found(html) == []


def test_what_is_no_content_makes_no_posts() -> None:
    assert found(each(), chance=0.05) == []


@pytest.mark.parametrize("told", [False, True])
def test_a_list_of_threads_is_none(*, told: bool) -> None:
    row = (
        "<li class=row><a href=/t>Which ferry {2} takes to the northern islands in winter</a>"
        "<div class=author>by {2} <time>Mon Mar 04, 2024</time></div></li>"
    )
    assert thread(each(row), told=told) is None


ARTICLE = (
    "<li class=teaser><h3><a href=/{2}>{0}{2} takes the ferry to the north</a></h3>"
    "<div class=author>by {2} <time>Mar 4, 2024</time></div><div class=lead>It left at nine, and "
    "nobody who was there had seen the harbour so empty in all the years before</div></li>"
)


@pytest.mark.parametrize("told", [False, True])
def test_a_list_of_articles_is_none(*, told: bool) -> None:
    assert thread("".join(ARTICLE.format("", "", name) for name in NAMES), told=told) is None


def test_posts_with_the_title_of_what_they_answer_are_some() -> None:
    plain = ARTICLE.replace("<a", "<i")
    assert thread("".join(ARTICLE.format("Re: ", "", "Ada") for _ in NAMES), told=True)
    assert thread("".join(plain.format("", "", name) for name in NAMES), told=True)


def test_a_page_that_is_not_told_to_be_a_thread_has_names_and_times() -> None:
    dated = POST.replace("</b>", "</b><div class=date>Mar 4, 2024</div>")
    assert thread(each(dated), told=False)
    assert not thread(each(), told=False)
    assert thread(each(), told=True)

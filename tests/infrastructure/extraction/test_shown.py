"""What pages show of themselves where they do not say it."""

import pytest
from tests.infrastructure.extraction.described import facts


@pytest.mark.parametrize(
    "html",
    [
        "<header><time datetime=2019-01-01></time></header><p><time datetime=2024-03-05></time>",
        "<footer><time datetime=2019-01-01></time></footer><p><time datetime=2024-03-05></time>",
        "<aside><time class=published datetime=2019-01-01></time></aside>"
        "<p><time datetime=2024-03-05></time>",
        "<time class=updated datetime=2024-05-01></time>"
        "<time class=published datetime=2024-03-05></time>",
        "<time class='entry-date published updated' datetime=2024-03-05></time>",
        "<time datetime=2019-01-01></time><article><header><time datetime=2024-03-05>"
        "</time></header></article>",
        "<main><time datetime=2019-01-01></time><time itemprop=datePublished datetime=2024-03-05>"
        "</time></main>",
        "<time datetime=2024-03-05></time><ol id=comments><li><article class=comment-body>"
        "<time datetime=2024-05-01></time></article></ol>",
        "<header><time datetime=2019-01-01></time><time pubdate datetime=2024-03-05></time>",
        "<article><aside class=meta><time datetime=2024-03-05></time></aside></article>",
        "<article><aside><time datetime=2019-01-01></time></aside><time datetime=2024-03-05>",
        "<time datetime=10:30></time><time datetime=2024-03-05></time>",
        "<time>2019</time><time class=entry-date>5. März 2024</time>",
        "<p itemprop=datePublished content=2024-03-05>yesterday</p>",
        "<p itemprop=datePublished>5 de março de 2024</p>",
        "<p itemscope><b itemprop=datePublished>2019-01-01</b></p><p><time datetime=2024-03-05>",
    ],
)
def test_of_the_times_that_are_shown_the_likeliest_is_taken(html: str) -> None:
    assert facts(html).published == "2024-03-05"


@pytest.mark.parametrize("tag", ["header", "footer", "nav", "aside"])
def test_clocks_beside_the_content_are_no_date_of_it(tag: str) -> None:
    assert facts(f"<{tag}><time datetime=2019-01-01></time></{tag}>").published is None


COMMENT = "<li class=comment><div class=comment-meta><time datetime=2019-01-01></time></div></li>"


def test_the_time_of_a_comment_is_no_date_of_the_page_unless_it_is_a_thread() -> None:
    page = f"<h1>Sea</h1><p>The sea.</p><ol class=commentlist>{COMMENT}</ol>"
    assert facts(page).published is None
    assert facts(page, "https://example.org/forum/2").published == "2019-01-01"


TEASER = "<li class='teaser post-{0}'><p><a>{0}</a><time class=published datetime=2024-05-0{0}>"
TEASERS = f"<ul>{''.join(map(TEASER.format, (3, 2, 1)))}</ul>"


@pytest.mark.parametrize(
    ("html", "url", "published"),
    [
        (TEASERS, "https://example.org/news", None),
        (f"<article><time datetime=2024-03-05></time></article>{TEASERS}",
         "https://example.org/news/2", "2024-03-05"),
        (TEASERS, "https://example.org/forum/2", "2024-05-03"),
        (TEASERS, "https://example.org/news/2024/03/05/bridge", "2024-03-05"),
        ("<p>Published <time datetime=2024-03-05></time></p><p>Changed <time datetime=2024-04-01>",
         "https://example.org/a", "2024-03-05"),
    ],
)  # fmt: skip
def test_times_of_what_is_listed_are_not_those_of_the_page_unless_it_is_a_thread(
    html: str, url: str, published: str | None
) -> None:
    assert facts(html, url).published == published


@pytest.mark.parametrize(
    "around",
    [
        "<div itemscope itemtype='https://schema.org/MusicEvent'>",
        "<div class=h-event>",
        "<ul class='event-listings wide'><li>",
    ],
)
def test_when_something_takes_place_is_not_when_it_was_written(around: str) -> None:
    assert facts(f"{around}<time datetime=2027-06-10T19:30-0400></time>").published is None

"""What pages are called by their headings and windows."""

import pytest
from tests.infrastructure.extraction.described import facts, linked

SITE = '<meta property="og:site_name" content="Ashford News">'
BOARD = "<h1>Plumbing</h1><h3></h3>"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (f"<title>A tap - Plumbing</title>{BOARD}<h2>A tap</h2><h3>Re: A tap</h3>", "A tap"),
        (f"<title>A tap - Page 2 - Plumbing</title>{BOARD}<h2>A tap</h2>", "A tap"),
        (f"<title>A tap • Plumbing</title>{BOARD}<h2>a TAP</h2>", "a TAP"),
        (f"<title>A tap - Plumbing</title>{BOARD}<h2>Answers</h2><h2>A tap</h2>", "Plumbing"),
        (f"<title>A tap</title>{BOARD}<h2>A tap</h2>", "Plumbing"),
        ("<title>A tap | Ash</title><h1>A tap</h1><h2>Tools</h2><h2>Ash</h2>", "A tap"),
        ("<title>A tap</title><div class=skiptranslate><h1>Original text</h1></div>", "A tap"),
    ],
)
def test_a_thread_is_called_by_the_heading_below_the_name_of_its_forum(
    html: str, title: str
) -> None:
    assert facts(html).title == title


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (f"{SITE}<title>Bridge closure | Ashford News</title><h1>Ashford News</h1>",
         "Bridge closure"),
        (f"{SITE}<title>News</title><h1>ASHFORD NEWS</h1><h1>The bridge</h1>", "The bridge"),
        (f"{SITE}<h1>Ashford News</h1>", "Ashford News"),
        (f"{SITE}<title>Ashford News</title><h1>Ashford News</h1>", "Ashford News"),
    ],
)  # fmt: skip
def test_a_logo_is_no_title(html: str, title: str) -> None:
    assert facts(html).title == title


PAGED = """<h1><div><span>Page 1 of 242</span><nav><a>1</a> <a>2</a> <a>Next &gt;</a></nav></div>
<div><span>A tap [v2]</span> <span>Nov 14, 2024</span></div></h1>"""


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (f"<title>PIPES - A tap [v2] - Plumbing</title>{PAGED}", "A tap [v2]"),
        (f"<title>Of something else</title>{PAGED}", "Page 1 of 242 A tap [v2] Nov 14, 2024"),
        ("<h1><time>5 March</time> A tap <button>Follow</button></h1>", "A tap"),
        ("<h1><button>A tap</button></h1>", "A tap"),
        ("<h1>A tap<br>that drips<p>at night</p>only</h1>", "A tap that drips at night only"),
        ("<h1>A <code>tap</code>()<script>let tap</script></h1>", "A tap()"),
        ("<title>A tap</title><h1>A tap of ours</h1>", "A tap of ours"),
    ],
)
def test_the_words_of_a_heading_are_its_title_and_not_what_stands_in_it_beside_them(
    html: str, title: str
) -> None:
    assert facts(html).title == title


WIKI = "<title>bridge:sensors [Bridge Wiki]</title>"


@pytest.mark.parametrize(
    ("heads", "title", "site"),
    [
        ("<h1>Bridge Wiki</h1><main><h1>Sensors</h1></main>", "Sensors", "Bridge Wiki"),
        ("<h1>Bridge Wiki</h1>", "bridge:sensors", "Bridge Wiki"),
        ("<h1>Sensors</h1><h1>Cables</h1>", "bridge:sensors [Bridge Wiki]", None),
    ],
)
def test_in_brackets_a_window_has_the_name_of_the_site_that_a_heading_says_too(
    heads: str, title: str, site: str | None
) -> None:
    told = facts(f"{WIKI}{heads}")
    assert (told.title, told.site) == (title, site)


@pytest.mark.parametrize(
    ("url", "html", "title", "site"),
    [
        ("www.ashford.com/a", "<title>A tap : Ashford</title>", "A tap", "Ashford"),
        ("ashford.co.uk/a", "<title>A tap - Ashford.co.uk</title>", "A tap", "Ashford.co.uk"),
        ("ashford.pl/a", "<title>A tap | www.ashford.pl</title>", "A tap", "www.ashford.pl"),
        ("en.ash-ford.org/?p=1", "<title>Ash Ford » A tap</title>", "A tap", "Ash Ford"),
        ("ashford.com/a", "<meta property=og:title content='A tap - Ashford'>", "A tap", "Ashford"),
        ("ashford.com/a", "<title>A tap / Pipes</title><h1>Ashford</h1>", "A tap / Pipes",
         "Ashford"),
        ("ashford.com/", "<title>Taps - Ashford</title>", "Taps - Ashford", None),
        ("ashford.com/pt-br/index.php", "<title>Taps - Ashford</title>", "Taps - Ashford", None),
        ("news.ashford.com/a", "<title>A tap - News</title>", "A tap - News", None),
        ("ashford.com/a", "<title>Ashford</title>", "Ashford", None),
        ("ashford.com/a", "<title>A tap - Ash</title>", "A tap - Ash", None),
    ],
)  # fmt: skip
def test_a_site_is_called_as_its_host_where_a_title_begins_or_ends_with_that(
    url: str, html: str, title: str, site: str | None
) -> None:
    told = facts(html, f"https://{url}")
    assert (told.title, told.site) == (title, site)


ARTICLE = """{"@type": "Article", "name": "Luís I Bridge", "headline": "bridge in Portugal",
"publisher": {"@type": "Organization", "name": "Ashford Foundation, Inc."}}"""


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Luís I bridge</h1>",
        "<title>Luís I Bridge - Ashford</title>",
        "<meta property=og:title content='Luís I Bridge - Ashford'>",
        "<title>Luís I Bridge - Ashford</title><h1>Luís I Bridge</h1>",
    ],
)
def test_the_name_of_a_work_goes_before_a_headline_that_the_page_says_nowhere(html: str) -> None:
    assert facts(f"{html}{linked(ARTICLE)}").title == "Luís I Bridge"


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("", "bridge in Portugal"),
        ("<h1>Of bridges</h1>", "bridge in Portugal"),
        ("<title>Luís I Bridge</title><h1>A bridge in Portugal</h1>", "bridge in Portugal"),
        ("<meta property=og:title content=Bridges><title>Bridges</title><h1>Bridges</h1>",
         "Bridges"),
        ("<meta property=og:title content=Bridges><title>Bridges</title>", "bridge in Portugal"),
    ],
)  # fmt: skip
def test_a_headline_is_the_title_unless_all_else_that_a_page_says_speaks_against_it(
    html: str, title: str
) -> None:
    assert facts(f"{html}{linked(ARTICLE)}").title == title


def test_a_publisher_gives_a_site_its_name_where_nothing_else_does() -> None:
    html = f"<title>Luís I Bridge - Ashford</title>{linked(ARTICLE)}"
    assert facts(html).site == "Ashford Foundation, Inc."
    assert facts(html, "https://en.ashford.org/wiki/a").site == "Ashford"

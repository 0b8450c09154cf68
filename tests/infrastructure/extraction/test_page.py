"""What is read out of pages."""

import pytest
from tests.site.content import ARTICLES
from tests.site.server import article_page

from aurora.domains.perception.types import Extracted
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.extraction import page
from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.web.urls import AdaUrls

URL = "https://example.org/a/page"
WORDS = "The harbour master writes every arrival into a thick green book by the window."


def read_html(html: str | bytes, url: str | None = URL) -> Extracted:
    content = html.encode() if isinstance(html, str) else html
    return read(
        Source(content=content, content_type="text/html; charset=utf-8", url=url), AdaUrls()
    )


RICH = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Harbour – Lume</title>
<meta name="author" content="Agnes Thornbury">
<meta property="article:published_time" content="2024-03-05T10:00:00Z"></head>
<body><nav><ul><li><a href="/">Home</a></li></ul></nav><main><article><h1>The harbour</h1>
<p>{WORDS} {WORDS}</p><h2>Ships</h2><p>{WORDS}</p>
<ul><li>a grey trawler</li><li>two white ferries</li></ul>
<table><tr><th>Ship</th><th>Year</th></tr><tr><td>Marigold</td><td>1931</td></tr></table>
<pre><code>north = 1
south = 2</code></pre></article></main></body></html>"""


def test_structure_is_kept_as_markdown() -> None:
    text = read_html(RICH).text
    assert "# The harbour" in text
    assert "## Ships" in text
    assert "- a grey trawler\n- two white ferries" in text
    assert "| Marigold | 1931 |" in text
    assert "```\nnorth = 1\nsouth = 2\n```" in text
    assert "Home" not in text


def test_a_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "LONGEST", 20)
    for media_type in ("text/plain", "text/markdown"):
        source = Source(content=b"# Harbour\n\nShips come and go.", content_type=media_type)
        with pytest.raises(Unreadable) as refused:
            read(source, AdaUrls())
        assert refused.value.reason is UnreadableReason.TOO_LARGE


def test_facts_about_the_page_are_told() -> None:
    found = read_html(RICH)
    assert found.title == "The harbour"
    assert found.author == "Agnes Thornbury"
    assert found.published == "2024-03-05"
    assert found.language == "en"


@pytest.mark.parametrize("article", ARTICLES[::7], ids=lambda article: article.path)
def test_every_sentence_of_an_article_is_found(article: object) -> None:
    from tests.site.content import Article

    assert isinstance(article, Article)
    found = read_html(article_page(article), f"https://example.org{article.path}")
    for head, lines in article.sections:
        assert head in found.text
        assert all(line in found.text for line in lines)
    assert all(name in found.text and value in found.text for name, value in article.rows)
    assert (found.title, found.language) == (article.title, article.language)
    assert (found.author, found.published) == (article.author, article.published)
    assert found.canonical_url == f"https://example.org{article.path}"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Hi there", "Hi there"),
        ("<title>Only a title</title>", "Only a title"),
        ("<title>Gate</title><body><a href=/in><img src=x></a>", "Gate"),
        ("<body>Some <b>short</b> words", "Some short words"),
        ("<p>a&#0;b&#xD800;c&#27;d</p>", "a\ufffdb\ufffdcd"),
    ],
)
def test_small_pages_are_not_lost(html: str, text: str) -> None:
    assert read_html(html).text == text


@pytest.mark.parametrize("html", ["", "  ", "<!-- x -->", "<html></html>", "<script>x</script>"])
def test_pages_without_text_give_none(html: str) -> None:
    assert read_html(html).text == ""


def test_links_start_from_the_base_element() -> None:
    html = '<base href="/b/"><base href="/c/"><p>x <a href="d">d</a> <a href="?q=1">q</a></p>'
    assert read_html(html).links == ("https://example.org/b/d", "https://example.org/b/?q=1")


def test_only_links_that_may_be_followed_are_told() -> None:
    html = (
        "<link rel=next href=/2><link rel=stylesheet href=/s.css><map><area href=/area></map>"
        "<a rel='noopener nofollow' href=/no>n</a><a href='javascript:x()'>j</a><a>none</a>"
        "<a href='http://u:p@example.org/'>c</a><a href=' /sp\nace '>s</a><a href=http://[>b</a>"
    )
    assert read_html(html).links == (
        "https://example.org/2",
        "https://example.org/area",
        "https://example.org/space",
    )


def test_links_in_pictures_are_told() -> None:
    html = "<svg><base xlink:href=/z /><a xlink:href=/old>x</a><a href=/new /></svg><p>Words"
    assert read_html(html).links == ("https://example.org/old", "https://example.org/new")


def test_a_document_without_an_address_has_no_links() -> None:
    found = read_html("<link rel=canonical href=/c><p>Words <a href='/b'>b</a></p>", url=None)
    assert (found.links, found.canonical_url) == ((), None)


@pytest.mark.parametrize(
    ("lang", "language"),
    [("pt", "pt"), ("pt-BR", "pt"), ("EN_us", "en"), ("", "und"), ("english", "und"), ("*", "und")],
)
def test_the_language_is_the_primary_tag(lang: str, language: str) -> None:
    assert read_html(f"<html lang='{lang}'><p>Words</p></html>").language == language


@pytest.mark.parametrize(
    ("content", "media_type"),
    [(b"<!DOCTYPE html><p>x", "text/html"), (b" <html>", "text/html"), (b"words", "text/plain"),
     (b"<3 you", "text/plain")],
)  # fmt: skip
def test_a_page_without_a_type_is_judged_by_its_look(content: bytes, media_type: str) -> None:
    assert Source(content=content, content_type="").media_type == media_type


HOSTILE = {
    "colspan": "<table><tr><td colspan=9007199254740992>a<td rowspan=99999999>b</table>",
    "nested": "<div>" * 200_000 + "x",
    "nested lists": "<ul><li>" * 5_000 + "x",
    "nested tables": "<table><tr><td>" * 3_000 + "x",
    "many elements": "<p>word</p>" * 60_000,
    "many attributes": "<p " + " ".join(f"a{n}=1" for n in range(5_000)) + ">x</p>",
    "entities": "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><p>&b;&b;</p>",
    "unclosed": "<table><tr><td><a href='x" + "<b>" * 2_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_end(name: str) -> None:
    read_html(f"<html><body><p>{WORDS}</p>{HOSTILE[name]}")


def test_elements_of_xhtml_that_end_themselves_hold_nothing() -> None:
    html = f"<html><head><title/><script src='x.js' /></head><body><i/><p>{WORDS}</p></body></html>"
    source = Source(content=html.encode(), content_type="application/xhtml+xml", url=URL)
    found = read(source, AdaUrls())
    assert (found.text, found.title) == (WORDS, None)


def test_xhtml_is_read_in_the_encoding_that_it_declares() -> None:
    words = "Żółw gnębił źrebię."
    html = f'<?xml version="1.0" encoding="iso-8859-2"?><html><body><p>{words}</p></body></html>'
    source = Source(
        content=html.encode("iso-8859-2"), content_type="application/xhtml+xml", url=URL
    )
    assert read(source, AdaUrls()).text == words

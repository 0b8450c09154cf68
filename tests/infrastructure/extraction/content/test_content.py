"""What of a page is taken for its content."""

import pytest
from tests.infrastructure.extraction.content import pages
from tests.infrastructure.extraction.content.pages import LAGO, LAKE, MENU, WORDS

from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.content.content import Content, content, judge
from aurora.infrastructure.extraction.content.visible import Visible
from aurora.infrastructure.extraction.parsed import ParsedPage, parse


def found(html: str, url: str | None = None) -> Content:
    return content(parsed(html, url))


def parsed(html: str, url: str | None = None) -> ParsedPage:
    page = parse(Text(html, html.encode()), url)
    assert page
    return page


def text(found: Content) -> str:
    """Give what is left of the nodes."""
    out: set[int] = set(found.left_out)
    words = []
    for top in found.nodes:
        for node in top.traverse(include_text=True):
            parent = node.parent
            if node.mem_id in out or (parent is not None and parent.mem_id in out):
                out.add(node.mem_id)
            elif node.tag == "-text" and parent is not None and parent.tag != "script":
                words.append(node.text_content or "")
    return " ".join(" ".join(words).split())


@pytest.mark.parametrize("line", ["<div>{}</div>", "<span>{}\n</span>", "<p><span>{}</span></p>"])
def test_code_is_kept_to_its_last_line(line: str) -> None:
    lines = ["test('ice', () =&gt; {", "  expect(1).toBe(1);", "});"]
    code = f"<pre><code>{''.join(map(line.format, lines))}</code></pre>"
    html = pages.article("en").replace(f"<p>{LAKE[2]}", f"{code}<p>{LAKE[2]}")
    kept = text(found(html, "https://example.org/news/2026/lake"))
    assert "test('ice', () => { expect(1).toBe(1); });" in kept


@pytest.mark.parametrize(("language", "texts"), [("en", LAKE), ("pt", LAGO)])
def test_an_article_is_kept_whole_and_the_site_around_it_left_out(
    language: str, texts: tuple[str, ...]
) -> None:
    kept = text(found(pages.article(language), "https://example.org/news/2026/lake"))
    assert all(one in kept for one in texts)
    for words in WORDS.values():
        assert words[language] not in kept
    assert MENU[language][1] not in kept


@pytest.mark.parametrize("language", ["en", "pt"])
def test_every_paragraph_of_an_article_is_likelier_than_all_that_follows_it(language: str) -> None:
    page = parsed(pages.followed(language), "https://example.org/news/2026/lake")
    visible = Visible(page.tree)
    likely = list(zip(visible.blocks, judge(page, visible).chances, strict=True))
    body = [chance for block, chance in likely if block.text in LAKE + LAGO]
    more = [chance for block, chance in likely if pages.TEASER[language] in block.text]
    assert min(body) > 0.8 > 0.6 > max(more)


@pytest.mark.parametrize(
    ("html", "url", "page_type"),
    [
        (pages.article("en"), "https://example.org/news/2026/lake", "article"),
        (pages.article("pt"), "https://exemplo.com.br/noticias/2026/lago", "article"),
        (pages.forum(), "https://forum.example.org/t/ice-on-the-lake/12", "forum"),
        (pages.product(), "https://shop.example.org/products/enamel-kettle", "product"),
        (pages.documentation(), "https://docs.example.org/en/latest/cli.html", "documentation"),
    ],
)
def test_the_kind_of_a_page_is_told_with_reasons(html: str, url: str, page_type: str) -> None:
    told = found(html, url)
    assert told.page_type == page_type
    assert told.reasons


@pytest.mark.parametrize(
    "address",
    [None, "https://example.org/lake", "https://example.org/news/lake.html", "https://a.de/x.htm"],
)
@pytest.mark.parametrize("language", ["en", "pt"])
def test_an_article_is_told_as_one_wherever_it_stands(language: str, address: str | None) -> None:
    assert found(pages.article(language), address).page_type == "article"


@pytest.mark.parametrize("html", [pages.forum(), pages.documentation()])
def test_every_post_and_every_part_is_kept(html: str) -> None:
    kept = text(found(html))
    assert all(one in kept for one in LAKE)
    assert "newsletter" not in kept


def test_a_product_is_described_and_not_sold() -> None:
    kept = text(found(pages.product(), "https://shop.example.org/products/enamel-kettle"))
    assert all(one in kept for one in LAKE[:2])
    assert "Related stories" not in kept


def test_the_share_that_is_left_out_is_told() -> None:
    assert 0.1 < found(pages.article("en")).boilerplate < 0.6


def test_a_page_of_nothing_but_text_is_kept_whole() -> None:
    told = found(f"<p>{LAKE[0]}</p>")
    assert text(told) == LAKE[0]
    assert told.boilerplate == 0


@pytest.mark.parametrize("html", ["", "<html></html>", "<body><script>x()</script><img src=a>"])
def test_a_page_without_text_has_no_content(html: str) -> None:
    assert found(html) == Content()


def test_pictures_stay_in_figures_of_content_alone() -> None:
    body = (
        f"<main><article><h1>Lake</h1><figure><img src=in></figure>{pages.paragraphs(LAKE)}"
        "<p><img src=decoration></p></article></main>"
    )
    html = pages.page(body, "Lake", head=pages.NEWS)
    html = html.replace("<footer", "<aside><figure><img src=out></figure></aside><footer", 1)
    told = found(html)
    left = {
        node.attributes["src"]: any(up in told.left_out for up in _above(node))
        for node in told.nodes[0].css("img")
    }
    assert left == {"in": False, "decoration": True, "out": True}


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("<p>I like it <img alt='🙂' src=e> very much.</p>", ["🙂"]),
        ("<table><tr><td>Boat</td><td> <img alt=Yes src=y></td></tr></table>", ["Yes"]),
        ("<table><tr><td>Boat <img alt=Boat src=y></td><td>12</td></tr></table>", []),
        (
            "<h2><a href=/ice><img alt='The winter of the ice' src=h></a></h2>",
            ["The winter of the ice"],
        ),
        ("<h2><img alt='Ice' src=h> The ice</h2>", []),
        ("<p><img alt='' src=e></p><h2><img alt=' ' src=h></h2>", []),
    ],
)
def test_pictures_that_stand_for_words_are_content(body: str, said: list[str]) -> None:
    html = pages.page(f"<main>{pages.paragraphs(LAKE)}{body}</main>", "Lake", head=pages.NEWS)
    told = found(html)
    kept = [one for one in told.nodes[0].css("main img") if one.mem_id not in told.left_out]
    assert [one.attributes["alt"] for one in kept] == said


@pytest.mark.parametrize("quotation", [LAKE[2], "Who mills, stays."])
def test_a_quotation_keeps_whose_words_it_is(quotation: str) -> None:
    quoted = f"<p>{quotation}</p><footer>— Mayor Smith, <cite>1812</cite></footer>"
    body = f"{pages.paragraphs(LAKE[:2])}<blockquote>{quoted}</blockquote><p>{LAKE[3]}</p>"
    kept = text(found(pages.page(f"<main>{body}</main>", "Lake", head=pages.NEWS)))
    assert f"{quotation} — Mayor Smith, 1812" in kept
    assert "All rights reserved" not in kept


def test_what_is_too_large_to_be_judged_is_kept_without_its_frame() -> None:
    note = "<aside class=footnote-list><aside role=doc-footnote>note</aside></aside>"
    lines = "<p>line</p>" * 15_000 + note
    body = f"<nav>menu</nav><main>{lines}<aside>box</aside></main><footer>end</footer>"
    told = found(body)
    kept = text(told)
    assert kept.count("line") == 15_000
    assert not {"menu", "box", "end"}.intersection(kept.split())
    assert "note" in kept
    assert told.reasons == ("too large to be judged block by block",)


def _above(node: object) -> list[int]:
    ids = []
    while node is not None:
        ids.append(node.mem_id)  # type: ignore[attr-defined]
        node = node.parent  # type: ignore[attr-defined]
    return ids

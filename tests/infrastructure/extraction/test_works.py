"""Of the things that a page describes, the facts are those of what it is about."""

import pytest
from tests.infrastructure.extraction.described import TARGETS, URL, facts, linked, page_facts

from aurora.domains.transcript import Facts
from aurora.infrastructure.extraction.products import products

OWN = """{"@type": "NewsArticle", "headline": "The bridge", "author": {"name": "Ana Reis"},
  "datePublished": "2024-03-05"%s}"""
OTHER = """{"@type": "NewsArticle", "headline": "The lake", "author": {"name": "Wrong Guy"},
  "datePublished": "2019-01-01", "description": "Wet.", "image": "/lake.jpg"%s}"""
VIDEO = """{"@type": "VideoObject", "name": "A film", "author": {"name": "Wrong Guy"},
  "uploadDate": "2019-01-01"%s}"""
LIST = """{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": %s}, %s]}"""
LISTED = LIST % (OTHER % "", OTHER % "")
BRIDGE = Facts(title="The bridge", authors=("Ana Reis",), published="2024-03-05")
TRUE = ', "mainEntityOfPage": true'
AT_URL = f', "mainEntityOfPage": {{"@type": "WebPage", "@id": "{URL}#page"}}'


@pytest.mark.parametrize(
    "html",
    [
        linked(f"[{LISTED}, {OWN % ''}]"),
        linked(f"[{OWN % ''}, {LISTED}]"),
        linked(f'{{"@type": "WebPage", "hasPart": {OTHER % ""}, "mainEntity": {OWN % ""}}}'),
        linked(f"[{OTHER % ''}, {OWN % AT_URL}]"),
        linked(OTHER % "") + linked(OWN % ', "url": "/a/page/#top"'),
        linked(OTHER % "") + linked(OWN % f', "@id": "{URL}#article"'),
        linked(OTHER % ', "@id": "#lake", "url": "/lake"') + linked(OWN % ', "url": "page"'),
        linked(f'[{OTHER % ""}, {{"@type": "WebPage", "mainEntity": {OWN % ""}}}]'),
        linked(f"[{OTHER % ''}, {OWN % TRUE}]"),
        "<title>The Bridge | Lume</title>" + linked(f"[{OTHER % ''}, {OWN % ''}]"),
        "<h1>The bridge</h1>" + linked(f"[{OTHER % ''}, {OWN % ''}]"),
        linked(f"[{VIDEO % ''}, {OWN % ''}]"),
        linked(f"[{VIDEO % AT_URL}, {OWN % ''}]"),
        linked(f'[{{"@type": "LocalBusiness", "name": "Lume", "url": "/"}}, {OWN % ""}]'),
        "<title>News | Lume</title>"
        + linked(f'[{{"@type": "LocalBusiness", "name": "Lume"}}, {OWN % ""}]'),
    ],
)
def test_what_is_only_listed_or_stands_beside_says_nothing_of_the_page(html: str) -> None:
    assert facts(html) == BRIDGE


def test_a_list_alone_leaves_the_word_to_meta_elements() -> None:
    meta = """<meta property="og:title" content="All bridges"><meta name=author content="Rui Sá">
    <meta name=date content=2024-02-02>"""
    told = facts(meta + linked(LISTED))
    assert told == Facts(title="All bridges", authors=("Rui Sá",), published="2024-02-02")


def test_of_several_works_that_are_called_otherwise_than_the_page_none_speaks_for_it() -> None:
    blog = "<title>Blog | Lume</title><meta name=date content=2024-02-02>"
    told = facts(f"{blog}{linked(OTHER % '')}{linked(OWN % '')}")
    assert told == Facts(title="Blog | Lume", published="2024-02-02")
    assert facts(f"{blog}{linked(OWN % '')}").published == "2024-03-05"


def test_authors_are_those_of_one_work_and_its_descriptions_add_up() -> None:
    more = f"""{{"@type": "Article", "url": "{URL}", "author": {{"name": "R. Sá"}},
    "license": "https://example.org/cc"}}"""
    told = facts(linked(f"[{OWN % AT_URL}, {more}]"))
    assert (told.authors, told.licence) == (("Ana Reis",), "https://example.org/cc")


def test_a_video_of_which_a_page_is_made_is_what_it_is_about() -> None:
    assert facts(linked(VIDEO % "")).published == "2019-01-01"
    assert facts(f"<title>A film</title>{linked(VIDEO % '')}").published == "2019-01-01"


def test_a_video_that_is_called_otherwise_stands_in_the_page() -> None:
    meta = "<title>The bridge</title><meta name=author content='Ana Reis'>"
    told = facts(f"{meta}<meta name=date content=2024-03-05>{linked(VIDEO % '')}")
    assert told == BRIDGE


def test_a_product_by_its_name_comes_before_an_article_beside_it() -> None:
    lamp = '{"@type": "Product", "name": "Lamp", "description": "Bright."}'
    told = facts(f"<title>Lamp - Lume</title>{linked(f'[{OTHER % str()}, {lamp}]')}")
    assert (told.authors, told.published, told.description) == ((), None, "Bright.")


def test_teasers_in_microdata_say_nothing_of_the_page() -> None:
    teaser = """<div itemscope itemtype="https://schema.org/Article"><b itemprop=headline>Lake</b>
    <meta itemprop=author content="Wrong Guy"><meta itemprop=datePublished content=2019-01-01>
    </div>"""
    own = """<div itemscope itemtype="https://schema.org/Article">
    <h1 itemprop=headline>The bridge</h1><b itemprop=author>Ana Reis</b>
    <meta itemprop=datePublished content=2024-03-05></div>"""
    assert facts(f"<aside>{teaser}</aside>{own}") == BRIDGE
    assert facts(f"{teaser}{own}") == BRIDGE
    for beside in (f"<aside>{teaser}</aside>", f"<aside><div><div>{teaser}</div></div></aside>"):
        assert facts(f"{beside}<h1>The bridge</h1>") == Facts(title="The bridge")


def test_what_is_listed_is_still_offered() -> None:
    lamp = '{"@type": "Product", "name": "Lamp", "sku": "1"}'
    told = page_facts(linked(LIST % (lamp, lamp)))
    assert [one.name for one in products(told.things, TARGETS)] == ["Lamp"]
    assert told.facts(None) == Facts()

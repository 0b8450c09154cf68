"""What microdata say, as people write them."""

import pytest
from tests.infrastructure.extraction.described import TARGETS, facts, page_facts

from aurora.infrastructure.extraction.products import products

ARTICLE = "itemscope itemtype='https://schema.org/Article'"


def test_names_are_the_words_of_links_and_addresses_are_where_they_lead() -> None:
    told = page_facts(
        """<div itemscope itemtype="https://schema.org/Product"><h1>
        <a itemprop="name url" href="/oak"> Oak  table</a></h1>
        <a itemprop=brand href="/lume">Lume</a><link itemprop=image href="/oak.png">
        <a itemprop=sku href="/oak" content="T-1">Number</a></div>"""
    )
    (table,) = products(told.things, TARGETS)
    assert (table.name, table.url) == ("Oak table", "https://example.org/oak")
    assert (table.brand, table.sku) == ("Lume", "T-1")


@pytest.mark.parametrize(
    "author",
    [
        "<a itemprop=author href='/ana'>Ana Reis</a>",
        "<b itemprop=author itemscope><a itemprop='name url' href='/ana'>Ana Reis</a></b>",
    ],
)
def test_authors_are_called_by_the_words_of_links_to_them(author: str) -> None:
    licence = "<a itemprop=license href='https://example.org/cc'>CC</a>"
    told = facts(f"<div {ARTICLE}>{author}{licence}</div>")
    assert (told.authors, told.licence) == (("Ana Reis",), "https://example.org/cc")


def test_a_link_without_words_is_where_it_leads() -> None:
    html = f"<div {ARTICLE}><a itemprop=license href=/cc></a><a itemprop=name href=/a></a></div>"
    assert page_facts(html).things[0] == {
        "@type": ["https://schema.org/Article"],
        "license": "/cc",
        "name": "/a",
    }


@pytest.mark.parametrize("entity", ["mainEntity", "blogPost"])
def test_what_a_page_is_about_goes_before_the_page(entity: str) -> None:
    html = f"""<title>Lume - Sea</title><body itemscope itemtype="https://schema.org/WebPage">
    <a itemprop=headline href=/blog>Blog</a><article itemprop={entity} {ARTICLE}>
    <h1 itemprop=headline>Sea</h1><b itemprop=author>Ana Reis</b></article>"""
    told = facts(html)
    assert (told.title, told.authors) == ("Sea", ("Ana Reis",))


def test_of_several_posts_of_a_blog_none_lends_it_facts() -> None:
    post = f"<article itemprop=blogPost {ARTICLE}><h2 itemprop=headline>%s</h2></article>"
    html = f"<body itemscope itemtype='https://schema.org/Blog'>{post % 'A'}{post % 'B'}"
    assert facts(f"<title>Lume</title>{html}").title == "Lume"

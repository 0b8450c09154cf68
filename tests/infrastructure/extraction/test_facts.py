"""What pages say about themselves."""

import pytest
from tests.infrastructure.extraction.described import TARGETS, facts, linked, page_facts

from aurora.domains.transcript import Facts, Offer, Product
from aurora.infrastructure.extraction.products import products

GRAPH = """{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "Lume"},
  {"@type": ["NewsArticle"], "headline": "The harbour &amp; the sea", "author": {"@id": "#ana"},
   "datePublished": "2024-03-05T10:00:00+0100", "dateModified": "2024-03-06",
   "image": [{"@type": "ImageObject", "url": "/h.jpg"}, "g.jpg"],
   "license": "https://creativecommons.org/licenses/by/4.0/", "inLanguage": "en-GB",
   "publisher": {"name": "Lume Press"}, "description": "Ships."},
  {"@type": "Person", "@id": "#ana", "name": "Ana Thornbury"}]}"""
KNOWN = Facts(
    title="The harbour & the sea",
    authors=("Ana Thornbury",),
    published="2024-03-05T10:00:00+01:00",
    modified="2024-03-06",
    language="en-GB",
    site="Lume",
    licence="https://creativecommons.org/licenses/by/4.0/",
    description="Ships.",
    images=("https://example.org/h.jpg", "https://example.org/a/g.jpg"),
)


@pytest.mark.parametrize(
    "json",
    [
        GRAPH,
        f"<!-- {GRAPH} -->",
        f"//<![CDATA[\n{GRAPH}\n//]]>",
        f"{GRAPH.replace('Ships.', 'Ships.', 1)};",
        GRAPH.replace('"Ships."}', '"Ships.",}'),
        f"[{GRAPH}]",
        GRAPH + "} trailing",
        GRAPH.replace('"Ships."}', '"Ships.", // in short\n}'),
        f"// of the page\n/* all of it */ {GRAPH} /*",
    ],
)
def test_linked_data_is_read_however_it_is_wrapped(json: str) -> None:
    assert facts(linked(json)) == KNOWN


def test_what_looks_like_a_comment_in_linked_data_is_none_within_words() -> None:
    json = """{"@type": "Article", /* x */ "headline": "Why \\"//\\" and /* stand, ] here",}"""
    assert facts(linked(json)).title == 'Why "//" and /* stand, ] here'


@pytest.mark.parametrize(
    ("context", "prefix"),
    [
        ('{"s": "http://schema.org/"}', "s:"),
        ('["https://example.org/terms", {"s": "https://schema.org/", "n": {"@id": "x"}}]', "s:"),
        ('"https://schema.org"', "http://schema.org/"),
        ("{}", "https://schema.org/"),
    ],
)
def test_names_of_linked_data_may_have_a_prefix(context: str, prefix: str) -> None:
    json = f"""{{"@context": {context}, "@graph": [{{"@type": "{prefix}Article",
        "{prefix}headline": "O farol", "{prefix}datePublished": {{"@value": "2024-03-05"}},
        "{prefix}author": {{"@type": "{prefix}Person", "{prefix}name": "Ana Reis"}},
        "x:headline": "Another", "http://example.org/headline": "A third"}}]}}"""
    told = facts(linked(json))
    assert (told.title, told.published, told.authors) == ("O farol", "2024-03-05", ("Ana Reis",))


def test_a_prefix_of_another_vocabulary_says_nothing() -> None:
    json = """{"@context": {"s": "http://example.org/"}, "@type": "Article", "s:headline": "x"}"""
    assert facts(linked(json)).title is None


def test_lists_of_linked_data_may_be_written_as_things() -> None:
    json = """{"@type": "Article", "headline": {"@set": [{"@value": "O farol"}]},
        "author": {"@list": [{"name": "Ana Reis"}, {"name": "Rui Sá"}]}}"""
    told = facts(linked(json))
    assert (told.title, told.authors) == ("O farol", ("Ana Reis", "Rui Sá"))


@pytest.mark.parametrize(
    "json",
    [
        "",
        "{",
        '{"@type": 5}',
        "[" * 100_000,
        "/*" * 100_000,
        '"\\' * 100_000,
        '{"@graph": 7}',
        "nul",
    ],
)
def test_broken_linked_data_breaks_nothing(json: str) -> None:
    assert facts(f"<title>Sea</title>{linked(json)}").title == "Sea"


def test_meta_elements_tell_what_linked_data_leaves_out() -> None:
    html = """<html lang=pt-BR><meta property="og:title" content="O farol | Lume">
    <meta property="og:site_name" content="Lume">
    <meta name="DC.creator" content="By Ana Reis and Rui Sá">
    <meta name="dcterms.issued" content="2024/3/5"><meta name="description" content=" A  luz. ">
    <meta property="og:image" content="/f.png"><link rel=license href=/cc>"""
    assert facts(html) == Facts(
        title="O farol",
        authors=("Ana Reis", "Rui Sá"),
        published="2024-03-05",
        language="pt-BR",
        site="Lume",
        licence="https://example.org/cc",
        description="A luz.",
        images=("https://example.org/f.png",),
    )


def test_microdata_tells_the_same() -> None:
    html = """<div itemscope itemtype="https://schema.org/BlogPosting">
    <h1 itemprop=headline>Sea</h1>
    <span itemprop=author itemscope itemtype="https://schema.org/Person">
    <b itemprop=name>Ana Reis</b></span><time itemprop=datePublished datetime=2024-03-05>x</time>
    <div itemprop=comment itemscope itemtype="https://schema.org/Comment">
    <b itemprop=author>Troll</b></div></div>"""
    told = facts(html)
    assert (told.title, told.authors, told.published) == ("Sea", ("Ana Reis",), "2024-03-05")


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>Sea – Lume</title><h1>The sea</h1>", "The sea"),
        ("<title>Sea – Lume</title><meta name=application-name content=Lume>", "Sea"),
        ("<title>Lume | Sea</title><meta property=og:site_name content=Lume>", "Sea"),
        ("<title>Sea</title><h1>a</h1><h1>b</h1>", "Sea"),
        ("<h1>a</h1><h1>b</h1>", "a"),
        ("<meta name=og:title content=2><meta property=og:title content=Sea>", "Sea"),
        ("<title>海｜波新聞</title><meta property=og:site_name content=波新聞>", "海"),
        ("<svg><title>x</title></svg>", "x"),
        ("<p>x", None),
    ],
)
def test_titles_are_those_of_the_page_and_not_of_the_site(html: str, title: str | None) -> None:
    assert facts(html).title == title


LAMP = Product(
    kind="Product",
    name="Lamp",
    brand="Lume",
    sku="L-1",
    code="4006381333931",
    offers=(Offer(price="1299.90", currency="EUR", availability="InStock"),),
    rating=4.5,
    ratings=1200,
)


def test_products_tell_what_they_cost_and_how_they_are_liked() -> None:
    by_json = page_facts(
        linked(
            """{"@type": "Product", "name": "Lamp", "brand": {"@type": "Brand", "name": "Lume"},
            "sku": "L-1", "gtin13": "4006381333931", "offers": {"@type": "Offer",
            "price": "1.299,90", "priceCurrency": "EUR", "availability": "http://schema.org/InStock"},
            "aggregateRating": {"ratingValue": "4,5", "reviewCount": "1,200"}}"""
        )
    )
    by_microdata = page_facts(
        """<div itemscope itemtype="http://schema.org/Product"><h1 itemprop=name>Lamp</h1>
        <span itemprop=brand>Lume</span><meta itemprop=sku content=L-1>
        <meta itemprop=gtin13 content=4006381333931><div itemprop=offers itemscope
        itemtype="http://schema.org/Offer"><b itemprop=price content=1299.90>1.299,90 €</b>
        <meta itemprop=priceCurrency content=EUR><link itemprop=availability
        href="https://schema.org/InStock"></div><p itemprop=aggregateRating itemscope>
        <i itemprop=ratingValue>4.5</i><i itemprop=ratingCount>1200</i></p></div>"""
    )
    assert products(by_json.things, TARGETS) == (LAMP,)
    assert products(by_microdata.things, TARGETS) == (LAMP,)


@pytest.mark.parametrize(
    ("price", "amount"),
    [('"$1,299"', "1299"), ("19.5", "19.5"), ("1299.0", "1299"), ('"R$ 1.299,00"', "1299.00"),
     ('"free"', None), ("true", None), ('"12.50"', "12.50"), ('"12.345,678"', "12345.678"),
     ('"1299.000"', "1299.000"), ('"1.234.567"', "1234567"), ('"1.500"', "1500")],
)  # fmt: skip
def test_prices_are_digits(price: str, amount: str | None) -> None:
    offer = f'{{"price": {price}, "availability": "InStock"}}'
    told = page_facts(linked(f'{{"@type": "Product", "offers": [{offer}]}}'))
    (product,) = products(told.things, TARGETS)
    assert product.offers[0].price == amount


@pytest.mark.parametrize(
    ("price", "currency", "amount"),
    [
        ("12.500", "KWD", "12.500"),
        ("1.234.500", "KWD", "1234500"),
        ("1,500", "BHD", "1500"),
        ("1,234.500", "TND", "1234.500"),
        ("12.500", "EUR", "12500"),
    ],
)
def test_three_digits_after_a_point_are_cents_where_a_currency_has_thousandths(
    price: str, currency: str, amount: str
) -> None:
    offer = f'{{"price": "{price}", "priceCurrency": "{currency}"}}'
    told = page_facts(linked(f'{{"@type": "Product", "offers": {offer}}}'))
    (product,) = products(told.things, TARGETS)
    assert product.offers[0].price == amount


def test_things_that_name_each_other_in_circles_end() -> None:
    json = '[{"@type": "Article", "@id": "a", "author": {"@id": "b"}}, ' * 1
    json += '{"@type": "Person", "@id": "b", "name": {"@id": "a"}}]'
    assert facts(linked(json)).authors == ()


def test_a_job_is_dated_by_when_it_was_posted_and_described_without_tags() -> None:
    job = """{"@type": "JobPosting", "title": "Lamplighter", "datePosted": "2024-03-05",
    "validThrough": "2024-05-31", "description":
    "<p>When you need <strong>light</strong>&lt;br&gt;we &amp;amp; you</p>"}"""
    told = facts(f"<title>Lamplighter | Lume</title>{linked(job)}{linked(GRAPH)}")
    assert (told.published, told.description) == ("2024-03-05", "When you need light we & you")
    html = "<meta name=description content='&lt;p&gt;When you need &lt;b&gt;light&lt;/b&gt;'>"
    assert facts(html).description == "When you need light"


@pytest.mark.parametrize(
    ("told", "licence"),
    [("/terms", "https://example.org/terms"), ("CC BY 4.0", "CC BY 4.0"), ("//", None)],
)
def test_the_address_of_a_licence_is_made_whole(told: str, licence: str | None) -> None:
    work = f'{{"@type": "Article", "headline": "x", "license": "{told}"}}'
    assert facts(linked(work)).licence == licence

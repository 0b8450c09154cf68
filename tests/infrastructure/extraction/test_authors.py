"""Who wrote a page."""

import pytest
from tests.infrastructure.extraction.described import facts, linked


@pytest.mark.parametrize("author", ["https://example.org/ana", "ana@example.org", "@ana", "2024 x"])
def test_addresses_are_no_names(author: str) -> None:
    assert facts(f"<meta name=author content='{author}'>").authors == ()


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("Jane Doe, Bob Ray and Tim O'Neil", ("Jane Doe", "Bob Ray", "Tim O'Neil")),
        ("Ana Reis, Rui Sá e Tim Costa", ("Ana Reis", "Rui Sá", "Tim Costa")),
        ("Jane Doe, and Bob Ray", ("Jane Doe", "Bob Ray")),
        ("Ana Reis & Rui Sá", ("Ana Reis", "Rui Sá")),
        ("Jan Jansen en Piet de Vries", ("Jan Jansen", "Piet de Vries")),
        ("José Ortega y Gasset", ("José Ortega y Gasset",)),
        ("José Ortega y Gasset and Ana Reis", ("José Ortega y Gasset", "Ana Reis")),
        ("Santiago Ramón y Cajal", ("Santiago Ramón y Cajal",)),
        ("Maria do Céu e Silva", ("Maria do Céu e Silva",)),
        ("Johnson & Johnson", ("Johnson & Johnson",)),
        ("Reis, Ana; Sá Costa, Rui Pedro", ("Reis, Ana", "Sá Costa, Rui Pedro")),
        ("Jane Doe, Staff Writer", ("Jane Doe, Staff Writer",)),
        ("Von Hans Müller", ("Hans Müller",)),
        ("Par Jean Dupont et Éva Roux", ("Jean Dupont", "Éva Roux")),
        ("Di Mario Rossi", ("Mario Rossi",)),
        ("Scritto da Mario Rossi", ("Mario Rossi",)),
        ("door Piet de Vries", ("Piet de Vries",)),
        ("Autorin: Éva Roth", ("Éva Roth",)),
        ("Di Stefano", ("Di Stefano",)),
        ("Von der Leyen", ("Von der Leyen",)),
    ],
)
def test_names_are_told_apart_from_what_is_written_around_them(
    said: str, authors: tuple[str, ...]
) -> None:
    assert facts(f'<p class="byline">{said}</p>').authors == authors


@pytest.mark.parametrize("name", ["Ana Reis and Rui Sá", "By Design Ltd", "Jane Doe, Bob Ray & Co"])
def test_the_name_of_a_person_or_an_organisation_is_one(name: str) -> None:
    author = f'{{"@type": "Organization", "name": "{name}"}}'
    by_json = linked(f'{{"@type": "Article", "author": {author}}}')
    by_microdata = f"""<div itemscope itemtype="https://schema.org/Article"><p itemprop=author
    itemscope itemtype="https://schema.org/Person"><b itemprop=name>{name}</b></p></div>"""
    assert facts(by_json).authors == facts(by_microdata).authors == (name,)


@pytest.mark.parametrize(
    ("html", "authors"),
    [
        ('<span class="author vcard">By <a class="url fn n" href=/a>Ana Reis</a></span>',
         ("Ana Reis",)),
        ("<aside><b class=byline>Wrong Guy</b></aside><b class=byline>Ana Reis</b>", ("Ana Reis",)),
        ('<ol class="comment-list"><li itemprop=author>Troll</ol>', ()),
    ],
)  # fmt: skip
def test_bylines_are_those_of_the_page(html: str, authors: tuple[str, ...]) -> None:
    assert facts(html).authors == authors


@pytest.mark.parametrize(
    "html",
    [
        "<p property=author>Ana Reis</p>",
        "<p>By <a property=schema:author href=/a>Ana Reis</a></p>",
        "<p xmlns:dc='http://purl.org/dc/terms/'>By <b property=dc:creator>Ana Reis</b></p>",
        "<p property=dcterms:creator content='Ana Reis'>A. R.</p>",
        """<p property=author typeof=Person>By <b property=name>Ana Reis</b>,
        <i property=jobTitle>editor</i></p>""",
        """<p property=schema:author typeof=schema:Person><b property=schema:name>Ana Reis</b>
        in Lisbon</p>""",
    ],
)
def test_authors_are_read_in_rdfa(html: str) -> None:
    article = f"<article vocab='https://schema.org/' typeof=Article>{html}<p>Ships.</p></article>"
    assert facts(article).authors == ("Ana Reis",)


def test_authors_of_what_a_page_lists_are_not_its_own_in_rdfa() -> None:
    listed = "".join(
        f"<div typeof=Article><h2>{name}</h2><p property=author>{name} Reis</p></div>"
        for name in ("Ana", "Rui", "Eva")
    )
    assert facts(listed).authors == ()


def test_of_a_list_of_who_did_what_the_names_are_taken() -> None:
    html = """<dl class=p-author><dt>Text</dt><dd><a>Ana Reis</a></dd><dt>Pictures</dt>
    <dd><a>Rui Sá</a></dd></dl>"""
    assert facts(html).authors == ("Ana Reis", "Rui Sá")

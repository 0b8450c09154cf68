"""Which program made a page, and what that says of its kind."""

from collections import defaultdict

import numpy as np
import pytest
from tests.infrastructure.extraction.content import pages

from aurora.infrastructure.extraction.charset import clean
from aurora.infrastructure.extraction.content.content import content, measured
from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES, page_type
from aurora.infrastructure.extraction.content.visible import Visible
from aurora.infrastructure.extraction.parsed import ParsedPage, parse

SERVICE = PAGE_TYPES.index("service")
NOT_MADE_SO = [
    "<script src='/assets/app.Bq3SmF9a.js'></script>",
    "<script src='data:text/javascript;base64,PMfHsmfqphpbb'></script>",
    "<link rel=stylesheet href='/css/transmfund.css'>",
    "<script src='/vendor/discourse-embed.js'></script>",
    "<link rel=me href='https://www.discourse-on-rivers.org/'>",
    "<link rel=next href='/blog/how-sphinx_highlight.js-works'>",
]


def parsed(html: str) -> ParsedPage:
    page = parse(clean(html.encode(), "text/html", html=True), "https://example.org/a")
    assert page
    return page


@pytest.mark.parametrize(
    ("html", "program"),
    [
        ("<meta name=generator content='Discourse 3.1.0 - https://example.org'>", "discourse"),
        ("<body id=phpbb class=nojs>", "phpbb"),
        ("<html id=XF>", "xenforo"),
        ("<html id=XenForo>", "xenforo"),
        ("<html id=vbulletin_html>", "vbulletin"),
        ("<meta name=generator content='vBulletin 4.2.2'>", "vbulletin"),
        ("<script src='/Themes/default/scripts/smf_jquery_plugins.js?fin20'></script>", "smf"),
        ("<p>x</p><script src='/assets/nodebb.min.js?v=1'></script>", "nodebb"),
        ("<script src='../_static/sphinx_highlight.js?v=1'></script>", "sphinx"),
        ("<script src='_static/doctools.js'></script>", "sphinx"),
        ("<meta name=generator content='Docusaurus v3.9.2'>", "docusaurus"),
        ("<meta name=generator content='mkdocs-1.6.1, mkdocs-material-9.7'>", "mkdocs"),
        ("<meta name=generator content='bookdown 0.37 and GitBook 2.6.7'>", "gitbook"),
        *((html, None) for html in NOT_MADE_SO),
    ],
)
def test_programs_are_known_by_what_they_write_of_themselves(
    html: str, program: str | None
) -> None:
    page = parsed(f"{html}<p>A lake.</p>")
    said = measured(page, Visible(page.tree))[2]
    assert [name for name, value in said.items() if name.startswith("by ") and value] == (
        [f"by {program}"] if program else []
    )


@pytest.mark.parametrize("head", NOT_MADE_SO)
def test_letters_in_an_address_make_no_forum_of_an_article(head: str) -> None:
    plain = content(parsed(pages.article("en")))
    told = content(parsed(pages.article("en").replace("</head>", f"{head}</head>")))
    assert (told.page_type, told.reasons) == ("article", plain.reasons)


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        (("by phpbb",), "forum"),
        (("by sphinx",), "documentation"),
        (("by docusaurus", "ld BlogPosting", "dated"), "article"),
        (("by nodebb", "og article"), "forum"),
        (("made with smf",), "service"),
    ],
)
def test_what_made_a_page_tells_its_kind_unless_it_says_that_it_is_an_article(
    stated: tuple[str, ...], kind: str
) -> None:
    said = defaultdict[str, float](float, dict.fromkeys(stated, 1.0))
    assert page_type(said, np.eye(len(PAGE_TYPES), dtype=np.float32)[SERVICE]) == kind

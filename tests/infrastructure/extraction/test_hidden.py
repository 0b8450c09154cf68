"""What stands in a page for others than who reads it."""

import pytest
from tests.infrastructure.extraction.converting import blocks
from tests.infrastructure.extraction.described import facts

from aurora.domains.perception.fields import Field
from aurora.domains.writing import write
from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.extraction.selecting import selected
from aurora.infrastructure.extraction.targets import Targets


@pytest.mark.parametrize("sign", ["¶", "#", "§", "🔗", " \u200b", "<svg></svg>"])
@pytest.mark.parametrize("name", ["anchor-link", "anchor", "heading-anchor", ""])
def test_links_to_a_title_are_no_part_of_it(sign: str, name: str) -> None:
    html = f"<h1>Tides<span><a class='{name}' href='#tides'>{sign}</a></span></h1>"
    assert write(blocks(html)).text == "# Tides"
    assert facts(html).title == "Tides"


def test_a_title_that_is_a_link_is_read() -> None:
    assert write(blocks("<h2><a class=anchor href='#a'><span>C#</span></a></h2>")).text == "## C#"
    assert "⚓" in write(blocks("<p><a href='#a'>⚓</a>")).text


@pytest.mark.parametrize(
    "arrow",
    [
        "<a href='#r' data-footnote-backref='' class=data-footnote-backref>↩</a>",
        "<a href='#r' class=reversefootnote>↩</a>",
        "<a href='#r' class=footnote-back role=doc-backlink>↩︎</a>",
        "<span class=mw-cite-backlink>^ <a href='#r'><sup><i>a</i></sup></a></span>",
    ],
)
def test_arrows_back_from_a_note_are_not_read(arrow: str) -> None:
    assert write(blocks(f"<ol><li>{arrow} <span>A note.</span> {arrow}</ol>")).text == "1. A note."


def test_numbers_of_lines_beside_code_are_not_read() -> None:
    wrapper = "<div class=line-numbers-wrapper aria-hidden=true><span>1</span><br></div>"
    shown = wrapper.replace("<span>1</span><br>", "<span class=line-number>12</span><br>" * 99)
    assert write(blocks(f"<div><pre>a</pre>{shown}</div>")).text == "```\na\n```"


WIKI = (
    "<meta name=generator content='MediaWiki 1.43'><a class=mw-jump-link>Jump</a><p>Words</p>"
    "<div id=toc class=toc role=navigation>Contents</div><table class=navbox><tr><td>Box</table>"
    "<div class=printfooter>Retrieved from</div>"
)


def test_boxes_of_a_wiki_are_no_content_there_and_can_be_asked_for() -> None:
    wiki, other = (
        parse(Text(html, html.encode()), None)
        for html in (WIKI, WIKI.replace("MediaWiki", "Wordpress"))
    )
    assert wiki
    assert other
    assert len(wiki.never_seen) == 4
    assert not other.never_seen
    found = selected(wiki, [Field(name="box", css=".navbox")], Targets(None))
    assert found.values == {"box": "Box"}

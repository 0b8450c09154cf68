"""Notes are kept where the text that refers to them is."""

import numpy as np
import pytest

from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.content.notes import noted
from aurora.infrastructure.extraction.content.visible import Visible
from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.web.urls import AdaUrls

PROSE = "The ferry to Kestrel Point leaves at nine and comes back at dusk, unless there is fog."
ASIDES = """<aside class="footnote-list"><aside class="footnote" role="doc-footnote" id="f1">
<span class="label">[<a href="#r1">1</a>]</span><p>By hand.</p></aside>
<aside class="footnote" role="doc-footnote" id="f2"><span class="label">[2]</span><p>In fog.</p>
</aside></aside>"""
TERMS = """<dl class="footnote brackets"><dt id="f1"><a href="#r1">1</a></dt>
<dd><p>By hand.</p></dd>
<dt id="f2">2</dt><dd>In fog.</dd></dl>"""
ITEMS = """<div class="footnotes"><ol><li id="f1"><p>By hand.</p></li><li id="f2">In fog.</li></ol>
</div>"""
ENDNOTES = ITEMS.replace('class="footnotes"', 'role="doc-endnotes"')
DOCBOOK = """<div class="footnotes"><div id="f1" class="footnote"><p><sup>1</sup> By hand.</p>
</div><div id="f2" class="footnote"><p>In fog.</p></div></div>"""
TABLE = """<table class="docutils citation" id="f1"><tr><td>[1]</td><td>By hand.</td></tr></table>
<table class="docutils citation" id="f2"><tr><td>[2]</td><td>In fog.</td></tr></table>"""


def kept(body: str, *texts: str) -> list[str]:
    """The texts that are kept where these were before."""
    page = parse(Text(body, body.encode()), None)
    assert page
    visible = Visible(page.tree)
    before = np.array([block.text in texts for block in visible.blocks])
    found = zip(visible.blocks, noted(page, visible, before), strict=True)
    return [block.text for block, keep in found if keep]


@pytest.mark.parametrize("notes", [ASIDES, TERMS, ITEMS, ENDNOTES, DOCBOOK, TABLE])
def test_a_note_is_kept_with_its_label_where_the_text_refers_to_it(notes: str) -> None:
    body = f"<p>Sewn<a href='#f1'><sup>1</sup></a></p><p>Late<a href=#f2>2</a></p>{notes}"
    said = " ".join(kept(body, "Sewn1")[1:])
    assert said.endswith("By hand.")
    assert ("1" in said) == (notes not in (ITEMS, ENDNOTES))
    assert "fog" not in said
    assert kept(body) == []


def test_ids_are_found_as_links_spell_them() -> None:
    body = '<p>Sewn<a href="#fn%3A1">1</a></p><ul class=footnotes><li id="fn:1">By hand.</ul>'
    assert kept(body, "Sewn1") == ["Sewn1", "By hand."]


def test_where_a_link_leads_else_is_no_note() -> None:
    body = '<p>See <a href="#footnotes">notes</a></p><div class=footnotes id=footnotes>By hand.'
    assert kept(body, "See notes") == ["See notes"]


def test_no_note_of_a_manual_is_lost() -> None:
    text = f"<h1>Ferries</h1><p>{PROSE} <a href=#f1>[1]</a></p><h2>Fog</h2><p>{PROSE * 2}</p>"
    html = f"<title>Ferries</title><main>{text}<p>Late <a href=#f2>[2]</a></p>{ASIDES}</main>"
    source = Source(content=html.encode(), content_type="text/html", url="https://example.org/a")
    assert read(source, AdaUrls()).text.endswith("[1]\n\nBy hand.\n\n[2]\n\nIn fog.")

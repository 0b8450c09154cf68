"""Runs of text that nobody marked as paragraphs go together."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.runs import runs
from aurora.infrastructure.extraction.content.visible import Visible


def together(html: str) -> list[list[str]]:
    visible = Visible(LexborHTMLParser(html))
    return [[visible.blocks[number].text for number in run] for run in runs(visible)]


@pytest.mark.parametrize("between", ["<figure><img alt=sea></figure>", "<p>marked</p>"])
def test_runs_in_one_element_go_together(between: str) -> None:
    html = f"<div>The ice is thin.{between}The sea is <b>wide</b>.</div><div>Alone.</div>"
    assert together(html) == [["The ice is thin.", "The sea is wide."]]


def test_paragraphs_are_no_runs() -> None:
    assert together("<div><p>The ice is thin.</p><p>The sea is wide.</p></div>") == []

"""Lists of links are told from content by how far the page is an article."""

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.linking import leading
from aurora.infrastructure.extraction.content.units import parts, units
from aurora.infrastructure.extraction.content.visible import Visible

TEXT = f"<p>{'The ferry to the point leaves at nine. ' * 3}</p>"
LEADING = "<ul><li><a href=/ice>The ice is thin</a><li><a href=/sea>The sea is wide</a></ul>"
TELLING = "<ul><li>The ice is thin, <a href=/ice>they say</a><li>The sea is wide</ul>"


def led(html: str, chance: float, article: float) -> list[str]:
    """The texts that are left out where all are as likely content."""
    visible = Visible(LexborHTMLParser(html))
    words = np.array([len(block.text.split()) for block in visible.blocks], np.float32)
    lists = units(parts(visible), words)
    found = leading(np.full(len(words), chance, np.float32), words, visible, lists, article)
    return [block.text for block, one in zip(visible.blocks, found, strict=True) if one]


@pytest.mark.parametrize(
    ("chance", "article", "gone"), [(0.4, 0.6, True), (0.7, 0.6, False), (0.4, 0.1, False)]
)
def test_lists_of_links_go_that_are_less_likely_than_the_page_is_an_article(
    chance: float, article: float, *, gone: bool
) -> None:
    texts = ["The ice is thin", "The sea is wide"]
    assert led(TEXT + LEADING, chance, article) == (texts if gone else [])


def test_lists_that_say_something_stay() -> None:
    assert led(TEXT + TELLING, 0.1, 0.9) == []

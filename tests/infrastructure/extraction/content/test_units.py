"""What is kept or left out as a whole."""

import numpy as np
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.units import parts, units
from aurora.infrastructure.extraction.content.visible import Visible

PAGE = "<table><tr><td>a b<ul><li>c<li>d</ul><td>e</table><p>f g h i j k l m n o</p>"


def whole(*layout: str) -> list[list[str]]:
    """The texts that go together where these tags are but layout."""
    visible = Visible(LexborHTMLParser(PAGE))
    texts = [block.text for block in visible.blocks]
    words = np.array([len(text.split()) for text in texts], np.float32)
    plain = {number for number, tag in enumerate(visible.shape.tags) if tag in layout}
    return [[texts[one] for one in unit] for unit in units(parts(visible, plain), words)]


def test_tables_and_the_lists_in_them_go_together() -> None:
    assert whole() == [["a b", "e"], ["c", "d"]]


def test_what_a_table_only_lays_out_does_not() -> None:
    assert whole("table") == [["c", "d"]]
    assert whole("table", "ul") == []

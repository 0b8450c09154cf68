"""What stands below each post of somebody, and what is told beside a name."""

import numpy as np
import pytest
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.broken import after_first_line, below_rule, first_line
from aurora.infrastructure.extraction.content.postings import Postings
from aurora.infrastructure.extraction.content.visible import Visible

TEXT = "<div class=text>The ferry leaves at nine in the morning</div>"


def signed(below: str) -> list[str]:
    """The texts below the posts of three people that are signatures."""
    form = f"<div class=post><b>{{0}}</b>{TEXT}{below}</div>"
    visible = Visible(LexborHTMLParser("".join(map(form.format, ("Ada", "Bo", "Cy")))))
    named = [number for number, one in enumerate(visible.shape.classes) if one == "post"]
    ones = np.ones(len(visible.blocks), np.float32)
    found = Postings(visible, ones, named, np.zeros(len(ones), np.bool_)).signature
    return [block.text for block, is_one in zip(visible.blocks, found, strict=True) if is_one]


@pytest.mark.parametrize(
    "below",
    [
        "<div class=signature>Sail, {0}</div>",
        "<aside class=message-signature><div>Sail, {0}</div></aside>",
        "<div id=x class=sig>Sail, {0}</div>",
    ],
)
def test_what_is_named_a_signature_is_one(below: str) -> None:
    assert signed(below) == ["Sail, Ada", "Sail, Bo", "Sail, Cy"]


def test_what_stands_below_a_rule_is_one() -> None:
    assert signed("<div>________<br>Sail, {0}</div>")[0] == "________ Sail, Ada"


@pytest.mark.parametrize(
    "below",
    [
        "<div class=post-signature><div>answered Mar 4, 2024</div><div>{0}</div></div>",
        "<div class=design>Sail, {0}</div>",
        "<div>Sail, {0}</div>",
    ],
)
def test_a_name_and_a_day_below_a_letter_are_none(below: str) -> None:
    assert signed(below) == []


@pytest.mark.parametrize(
    ("html", "first", "rest"),
    [
        ("<b>Ada</b><br>Mate<br>Posts: 3", "Ada", 2),
        ("<br> <b>Ada</b> Lee<br>Mate", "Ada Lee", 1),
        ("<b>Ada</b> Lee", "Ada Lee", 0),
    ],
)
def test_blocks_are_cut_after_their_first_line(html: str, first: str, rest: int) -> None:
    block = Visible(LexborHTMLParser(f"<div>{html}</div>")).blocks[0]
    assert first_line(block) == first
    assert after_first_line(block) == tuple(block.nodes[len(block.nodes) - rest :])


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("It leaves at nine.<br>_________<br>Sail<br>on", 3),
        ("It leaves at __ or<br>at nine", 0),
        ("A line of _________ in a text", 0),
    ],
)
def test_signatures_are_cut_from_texts_at_a_rule(html: str, left: int) -> None:
    block = Visible(LexborHTMLParser(f"<div>{html}</div>")).blocks[0]
    assert below_rule(block) == tuple(block.nodes[len(block.nodes) - left :])

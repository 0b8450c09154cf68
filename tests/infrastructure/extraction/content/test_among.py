"""What is perhaps content is kept where it stands in the middle of content, or above it; headings
that content ends with are not.
"""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.among import concluded, enclosed, titled
from aurora.infrastructure.extraction.content.units import PERHAPS
from aurora.infrastructure.extraction.content.visible import Visible

SIGNS = {"+": 0.9, "?": PERHAPS, "-": PERHAPS / 2}
LINE = "The ferry to the point leaves at nine."
Also = Callable[[NDArray[np.bool_], NDArray[np.float32], NDArray[np.float32], Visible], object]


def kept(html: str, also: Also) -> str:
    """Of a page whose blocks say how likely they are by their first characters, give those of the
    blocks that are kept besides the likely ones, or a stop.
    """
    visible = Visible(LexborHTMLParser(html))
    signs = [block.text[0] for block in visible.blocks]
    chances = np.array([SIGNS[sign] for sign in signs], np.float32)
    words = np.array([len(block.text.split()) for block in visible.blocks], np.float32)
    before = np.array([sign == "+" for sign in signs])
    whole = np.asarray(also(before, chances, words, visible))
    assert whole[before].all()
    return "".join(sign if one else "." for sign, one in zip(signs, whole, strict=True))


def left(html: str) -> str:
    """Of a page whose blocks begin with + where they are kept, give what is left in the end."""
    visible = Visible(LexborHTMLParser(html))
    signs = [block.text[0] for block in visible.blocks]
    words = np.array([len(block.text.split()) for block in visible.blocks], np.float32)
    whole = concluded(np.array([sign == "+" for sign in signs]), words, visible)
    return "".join(sign if one else "." for sign, one in zip(signs, whole, strict=True))


def page(blocks: str) -> str:
    """Give headings for `1` and `2` before a sign, and paragraphs for the others."""
    parts, level = [], ""
    for sign in blocks:
        if sign.isdigit():
            level = sign
        else:
            parts.append(f"<h{level}>{sign} On</h{level}>" if level else f"<p>{sign} {LINE}")
            level = ""
    return "".join(parts)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ("2?++", "?++"),
        ("2-++", ".++"),
        ("2?-", ".."),
        ("2?+---", ".+..."),
        ("2?-++++", "..++++"),
        ("1?2?+", "??+"),
        ("1?2-+", "..+"),
        ("+2?", "+."),
        ("2?++2?--", "?++..."),
    ],
)
def test_headings_go_with_most_of_the_text_below(blocks: str, expected: str) -> None:
    assert kept(page(blocks), titled) == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ("+?++", "+?++"),
        ("+-++", "+.++"),
        ("+??++++", "+??++++"),
        ("+?+", "+.+"),
        ("?+++?", ".+++."),
        ("?", "."),
    ],
)
def test_what_stands_between_content_is_kept_where_that_is_most(blocks: str, expected: str) -> None:
    assert kept(page(blocks), enclosed) == expected


def test_only_what_is_in_the_same_element_stands_between() -> None:
    beside = f"<p>? {LINE}</p>"
    apart = f"<section>{page('+++')}</section>{beside}<section>{page('+++')}</section>"
    assert kept(apart, enclosed) == "+++.+++"


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ("2+++2+--", "+++..."),
        ("2+++2+2+-", "+++..."),
        ("2+++2+", "++++"),
        ("++2+-+", "+++.+"),
        ("--", ".."),
        ("2+2+2+-", "+++."),
    ],
)
def test_content_ends_with_no_heading_of_what_is_left_out(blocks: str, expected: str) -> None:
    assert left(page(blocks)) == expected


def test_headings_that_are_much_of_the_content_are_kept() -> None:
    assert (
        left("<p>+ Yes.<h2>+ The ferry leaves at nine, and comes back at ten.</h2><p>- No.")
        == "++."
    )

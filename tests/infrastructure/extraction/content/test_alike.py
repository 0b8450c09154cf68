"""What stands in elements that look alike is content or not together."""

import numpy as np
import pytest
from numpy.typing import NDArray
from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.content.alike import Alike
from aurora.infrastructure.extraction.content.visible import Visible

LINE = "words that are as many in each block as in any"
PROSE = f"<p>{LINE} {LINE} {LINE} {LINE} {LINE}</p>" * 4
CARD, POST = '<div class="card">{}</div>', '<div class="post">{}</div>'


def found(
    html: str, chances: list[float], *, thread: float = 0.0, article: float = 0.0
) -> NDArray[np.float32]:
    """Draw the chances of the blocks before the prose together."""
    visible = Visible(LexborHTMLParser(html + PROSE))
    words = np.array([len(block.text.split()) for block in visible.blocks], np.float32)
    given = np.array([*chances, *[0.9] * 4], np.float32)
    drawn = Alike(visible).levelled(given, words, thread, article)
    assert drawn[-4:] == pytest.approx(given[-4:])
    return drawn[:-4]


def alike(html: str, count: int = 3) -> str:
    return "<section>" + html * count + "</section>"


@pytest.mark.parametrize(
    ("article", "drawn"), [(0.0, [0.7, 0.4, 0.4]), (0.5, [0.8, 0.35, 0.35]), (1.0, [0.9, 0.3, 0.3])]
)
def test_cards_come_halfway_to_their_mean_but_in_articles(
    article: float, drawn: list[float]
) -> None:
    cards = alike(CARD.format(f"<b>{LINE}</b>"))
    assert found(cards, [0.9, 0.3, 0.3], article=article) == pytest.approx(drawn, abs=0.01)


def test_posts_come_halfway_to_what_stands_in_the_same_place_of_each() -> None:
    post = POST.format(f'<p>{LINE}</p><p class="signature">{LINE}</p>')
    drawn = found(alike(post), [0.9, 0.1, 0.3, 0.1, 0.3, 0.1], thread=1)
    assert drawn == pytest.approx([0.7, 0.1, 0.4, 0.1, 0.4, 0.1], abs=0.01)


@pytest.mark.parametrize(
    "html",
    [
        alike(CARD.format(LINE), 2),
        alike(f"<div>{LINE}</div>"),
        alike(f'<p class="line">{LINE}</p>'),
        "".join(f'<div class="{name}">{LINE}</div>' for name in "abc"),
        "".join(f"<section>{CARD.format(LINE)}</section>" for _ in range(3)),
    ],
)
@pytest.mark.parametrize("thread", [0.0, 1.0])
def test_what_is_not_named_alike_or_comes_twice_stays_as_it_is(html: str, thread: float) -> None:
    chances = [0.9, 0.3, 0.2][: html.count(LINE)]
    assert found(html, chances, thread=thread) == pytest.approx(chances)


def test_what_holds_most_of_a_page_is_no_group_but_how_it_is_laid_out() -> None:
    card = CARD.format(f"<p>{LINE} {LINE} {LINE} {LINE} {LINE} {LINE} {LINE}</p>")
    assert found(alike(card), [0.9, 0.3, 0.3]) == pytest.approx([0.9, 0.3, 0.3])


@pytest.mark.parametrize(
    ("kept", "settled"),
    [([1, 1, 0, 0], [1, 1, 1, 1]), ([1, 0, 0, 0], [0, 0, 0, 0])],
    ids=["half are kept", "a quarter is kept"],
)
def test_what_is_in_the_same_place_of_cards_is_kept_in_all_or_in_none(
    kept: list[int], settled: list[int]
) -> None:
    card = CARD.format(f'<b class="price">{LINE}</b><p>{LINE}</p>')
    visible = Visible(LexborHTMLParser(alike(card, 4) + PROSE))
    blocks = np.array([*np.ravel([(price, 1) for price in kept]), 1, 0, 1, 1], np.bool_)
    found = Alike(visible).settled(blocks)
    assert found[:8:2].tolist() == [bool(one) for one in settled]
    assert found[1:8:2].all()
    assert found[8:].tolist() == blocks[8:].tolist()


def test_what_is_kept_in_some_cards_of_a_few_stays_so() -> None:
    visible = Visible(LexborHTMLParser(alike(CARD.format(LINE)) + PROSE))
    blocks = np.array([1, 0, 0, 1, 1, 1, 1], np.bool_)
    assert Alike(visible).settled(blocks).tolist() == blocks.tolist()

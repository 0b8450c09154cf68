"""What readers left below: in threads and shops people come for it, elsewhere for what it is about.

Many old blogs have more comments than post, and the pages that forests learned from have few.
"""

from itertools import compress

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.announcing import (
    ANNOUNCED,
    BARE,
    SPEAKING,
    headings,
)
from aurora.infrastructure.extraction.content.called import called_comments
from aurora.infrastructure.extraction.content.marks import BITS
from aurora.infrastructure.extraction.content.sections import LONG, Sections
from aurora.infrastructure.extraction.content.visible import NONE, Visible

REVIEW = BITS["review"]
PROSE = 40

Chances = NDArray[np.float32]


def comments(visible: Visible, words: Chances) -> NDArray[np.bool_]:
    """Tell which blocks are comments, as the names of elements or a heading above them say; what
    customers say of what is offered is none, nor is what a page with hardly any prose besides is
    about, as those are that comment on a match.
    """
    called = _called(visible, words)
    left = called | _announced(visible, words, called)
    besides = words[(words >= LONG) & ~left].sum()
    return left if besides >= PROSE else np.zeros(len(left), bool)


def _called(visible: Visible, words: Chances) -> NDArray[np.bool_]:
    """Tell which blocks stand in elements called comments. What is called so within a line is none
    of readers: highlighters of code do that.
    """
    within = visible.innermost(called_comments(visible, words)) > NONE
    return np.asarray(within & (visible.marks & REVIEW == 0))


def _announced(visible: Visible, words: Chances, called: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Tell which blocks stand under headings that announce comments and are not called so."""
    announced = np.zeros(len(words), bool)
    titles = headings(visible)
    announcing = [number for number, title in titles.items() if ANNOUNCED.fullmatch(title)]
    if announcing:
        speaking = [number for number, title in titles.items() if SPEAKING.match(title)]
        sections = Sections(visible, words, speaking)
        for number in compress(announcing, ~called[announcing]):
            bare = BARE.fullmatch(titles[number]) is not None
            announced[number : sections.end(number, prose=not bare)] = True
    return announced


def undiscussed(chances: Chances, left: NDArray[np.bool_], discussed: float) -> Chances:
    """Lower the chances of comments where it is less likely than not (`discussed`, from 0 to 1)
    that the page is read for them.
    """
    lowered = chances.copy()
    if discussed < 1 - discussed:
        lowered[left] *= discussed / (1 - discussed)
    return lowered

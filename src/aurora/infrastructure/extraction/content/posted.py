"""The texts of posts: what was written, what is quoted, and what programs put between."""

from collections import defaultdict
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.marks import BITS
from aurora.infrastructure.extraction.content.postings import Postings
from aurora.infrastructure.extraction.content.quoting import Quoted, quoted

APPARATUS = sum(
    BITS[name]
    for name in (
        "social", "tools", "button", "<button>", "navigation", "<navigation>", "advert", "consent",
        "modal", "<dialog>", "<form>", "cart", "hidden", "<unseen>",
    )
)  # fmt: skip
LABEL, SEVERAL = 4, 3

Blocks = list[int]


class Posted:
    """The texts of posts, by the words of all blocks."""

    def __init__(self, postings: Postings, words: NDArray[np.float32]) -> None:
        self._postings, self._words = postings, words
        self._blocks = postings.visible.blocks

    @cached_property
    def quotes(self) -> Quoted:
        """The blocks of each quotation, by its element."""
        return quoted(self._postings)

    @cached_property
    def texts(self) -> list[Blocks]:
        """The blocks of each text without what it quotes and what is there to be clicked."""
        postings, texts = self._postings, defaultdict[int, Blocks](list)
        own = postings.body & ~self.clicked
        own[[number for quote in self.quotes.values() for number in quote]] = False
        numbers = np.flatnonzero(own)
        for number, post in zip(numbers.tolist(), postings.posts[numbers].tolist(), strict=True):
            texts[post].append(number)
        return list(texts.values())

    @cached_property
    def clicked(self) -> NDArray[np.bool_]:
        """Which blocks are marked as something to be clicked, as the rest of the text is not."""
        posts, common = self._postings.posts.tolist(), dict[int, int]()
        texts = np.flatnonzero(self._postings.body).tolist()
        for number in texts:
            post = posts[number]
            common[post] = common.get(post, APPARATUS) & self._blocks[number].marks
        clicked = np.zeros(len(self._blocks), np.bool_)
        clicked[
            [one for one in texts if self._blocks[one].marks & APPARATUS & ~common[posts[one]]]
        ] = True
        return clicked

    @property
    def labels(self) -> Blocks:
        """What says the same few words in the same place of several texts, and of quotations what
        is there to be clicked.
        """
        alike: dict[int, Blocks] = defaultdict(list)
        numbers = np.flatnonzero(self._postings.body)
        places = self._postings.at[numbers].tolist()
        for number, place in zip(numbers.tolist(), places, strict=True):
            alike[place].append(number)
        same = (blocks for blocks in alike.values() if self._are_same(blocks))
        quotes = (number for quote in self.quotes.values() for number in quote)
        clicked = (number for number in quotes if self.clicked[number])
        return [*clicked, *(number for blocks in same for number in blocks)]

    def _are_same(self, blocks: Blocks) -> bool:
        if len(blocks) < SEVERAL or self._words[blocks].mean() > LABEL:
            return False
        return len({self._blocks[number].text for number in blocks}) == 1

"""Who wrote each post of a thread, and when."""

import re
from collections.abc import Callable
from functools import cached_property

import numpy as np

from aurora.infrastructure.extraction.content.beside_texts import Alike, Blocks, beside_texts
from aurora.infrastructure.extraction.content.broken import first_line
from aurora.infrastructure.extraction.content.marks import BITS, HEADING
from aurora.infrastructure.extraction.content.naming import LIKELY, WRITER, names
from aurora.infrastructure.extraction.content.postings import Postings
from aurora.infrastructure.extraction.content.signs import DIGITS
from aurora.infrastructure.extraction.content.timing import times

REPLY = re.compile(r"\b(?:re|aw|sv)\s*:\s*", re.IGNORECASE)
HEAD = HEADING | BITS["title"]
HALF, ONCE, POSSIBLE, TITLE = 0.5, 1.2, 1, 4


class Signing:
    """What signs the posts of a thread: the blocks that tell `who` wrote them and `when`, of all
    that stand `beside` the texts.
    """

    def __init__(self, postings: Postings) -> None:
        self._posts, self._blocks = postings.posts, postings.visible.blocks
        self._first = set(np.unique(self._posts, return_index=True)[1].tolist())
        self.beside = list(beside_texts(postings))
        self.when = self._best(self._times, POSSIBLE)
        self.who = self._apart(self._best(self._names, LIKELY))

    @cached_property
    def sure(self) -> bool:
        """Whether both are told: in blocks of their own, or in those that tell when."""
        blocks = [self._blocks[number] for number in self.when]
        named = sum(bool(block.marks & WRITER) for block in blocks) >= HALF * len(blocks)
        linked = sum(block.links > 0 for block in blocks) >= HALF * len(blocks)
        texts = {DIGITS.sub("", block.text) for block in blocks}
        both = named or (linked and len(texts) >= HALF * len(blocks))
        return bool(blocks) and (bool(self.who) or both)

    @property
    def titled(self) -> bool:
        """Whether each has a title of its own that leads elsewhere: what a list announces does."""
        return any(alike.share >= HALF and self._are_titles(alike.blocks) for alike in self.beside)

    def _are_titles(self, numbers: Blocks) -> bool:
        blocks = [self._blocks[number] for number in numbers]
        words = sum(len(block.text.split()) for block in blocks)
        linked = sum(
            block.marks & HEAD > 0 and 2 * block.linked > len(block.text) for block in blocks
        )
        own = {REPLY.sub("", DIGITS.sub("", block.text)) for block in blocks}
        many = linked > HALF * len(blocks) and len(own) > HALF * len(blocks)
        return many and words >= TITLE * len(blocks)

    def _best(self, score: Callable[[Alike], float], least: float) -> Blocks:
        """Give the blocks with the highest score, of equal ones the first; most posts have one."""
        scored = [
            (score(alike), -alike.blocks[0], alike.blocks)
            for alike in self.beside
            if alike.share >= HALF and len(alike.blocks) <= ONCE * alike.posts
        ]
        return max((one for one in scored if one[0] >= least), default=(0, 0, Blocks()))[2]

    def _times(self, alike: Alike) -> float:
        return times(alike, [self._blocks[number] for number in alike.blocks])

    def _names(self, alike: Alike) -> float:
        first = sum(number in self._first for number in alike.blocks) > HALF * len(alike.blocks)
        return names(alike, [self._blocks[number] for number in alike.blocks], first=first)

    def _apart(self, who: Blocks) -> Blocks:
        """Give the names, or none where the times stand beside them already."""
        told = {int(self._posts[number]): self._blocks[number].text for number in self.when}
        both = [
            first_line(self._blocks[number]) in told.get(int(self._posts[number]), "")
            for number in who
        ]
        return Blocks() if sum(both) > HALF * len(both) else who

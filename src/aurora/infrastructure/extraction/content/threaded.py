"""Threads come out whole: every post with who wrote it and when, with its text and what it quotes,
and without what stands around these.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import compress
from typing import Self

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.broken import after_first_line, below_rule
from aurora.infrastructure.extraction.content.crediting import heads, longest
from aurora.infrastructure.extraction.content.labelling import are_labels
from aurora.infrastructure.extraction.content.posted import Posted
from aurora.infrastructure.extraction.content.postings import Postings
from aurora.infrastructure.extraction.content.signing import Signing
from aurora.infrastructure.extraction.content.signs import signs
from aurora.infrastructure.extraction.content.threads import FOREIGN, posts
from aurora.infrastructure.extraction.content.visible import Visible

HALF, SURE_POSTS, LINE, HARDLY = 0.5, 3, 8, 0.1
REMEMBERED = 200_000  # characters in which what is quoted is looked for

Chances = NDArray[np.float32]
Kept = NDArray[np.bool_]
Blocks = list[int]


class Thread:
    """The posts of a page, and what signs them, by the words of all blocks."""

    def __init__(self, postings: Postings, signing: Signing, words: Chances) -> None:
        self.postings, self.posted = postings, Posted(postings, words)
        self._signing, self._words, self._blocks = signing, words, postings.visible.blocks

    @classmethod
    def of(cls, visible: Visible, words: Chances, chances: Chances, *, told: bool) -> Self | None:
        """Find the thread of a page; one that is not `told` to be one has three posts at least, of
        which it is told who wrote them and when.
        """
        lines = signs(visible, words)
        elements = posts(visible, words, chances, lines)
        if not elements:
            return None
        postings = Postings(visible, words * chances, elements, lines)
        signing = Signing(postings)
        sure = signing.sure and len(elements) >= SURE_POSTS
        signed = sure or (told and (signing.who or signing.when))
        if not signed or signing.titled or not _is_said(postings):
            return None
        return cls(postings, signing, words)

    @property
    def cut(self) -> frozenset[int]:
        """Texts that are no content though what they stand in is: what is told of who wrote a post
        right below the name, and signatures below a rule.
        """
        about = (after_first_line(self._blocks[number]) for number in self._signing.who)
        inside = np.flatnonzero(self.postings.inside).tolist()
        below = (below_rule(self._blocks[number]) for number in inside)
        return frozenset().union(*about, *below)

    def whole(self, kept: Kept) -> Kept:
        """Keep posts as wholes or not at all, with what signs them, and without what is around; all
        as it was where that would leave hardly anything.
        """
        postings, even = self.postings, kept.copy()
        even[postings.among | (postings.visible.marks & FOREIGN > 0)] = False
        for text in self._wanted(kept):
            even[text] = True
        said = " ".join(block.text for block in compress(self._blocks, even.tolist()))[:REMEMBERED]
        self._quote(even, said)
        for number in np.flatnonzero(self._rest & kept).tolist():
            even[number] = self._blocks[number].text not in said
        even[self.posted.clicked & kept] = True
        even[self.posted.labels] = False
        even[[*self._signing.who, *self._signing.when]] = True
        with_text = np.unique(postings.posts[postings.body & even])
        even[postings.inside & ~np.isin(postings.posts, with_text)] = False
        left = self._words[even].sum() >= HARDLY * self._words[kept].sum()
        return even if left else kept

    def _wanted(self, kept: Kept) -> Iterable[Blocks]:
        """Give the texts of all posts where it is told who wrote them and when, else of those of
        which most is kept, and of those between them.
        """
        words, texts = self._words, self.posted.texts
        if self._signing.sure:
            return texts
        most = [bool(words[text] @ kept[text] >= HALF * words[text].sum()) for text in texts]
        if not any(most):
            return []
        first, last = most.index(True), len(most) - most[::-1].index(True)
        mostly = sum(most[first:last]) >= HALF * (last - first)
        return texts[first:last] if mostly else compress(texts, most)

    def _quote(self, even: Kept, said: str) -> None:
        """Keep what is quoted from elsewhere; what kept posts have `said` stands there."""
        posts = self.postings.posts
        written = set(posts[[number for text in self.posted.texts for number in text]].tolist())
        left = written.difference(posts[self.postings.body & even].tolist())
        for quote in self.posted.quotes.values():
            words = [number for number in quote if not heads(self._blocks[number])]
            new = [number for number in words if longest(self._blocks[number]) not in said]
            told = self._words[new].sum() > HALF * self._words[words].sum()
            even[quote] = told and posts[quote[0]] not in left

    @property
    def _rest(self) -> Kept:
        """What else is among the posts that may be content: what is no short line."""
        rest = np.zeros(len(self._blocks), np.bool_)
        for blocks in self._beside():
            much = self._words[blocks].mean() > LINE
            rest[blocks] = much and not self._are_labels(blocks)
        return rest & ~self.postings.signature

    def _beside(self) -> Iterator[Blocks]:
        yield from (alike.blocks for alike in self._signing.beside)
        shape = self.postings.visible.shape
        between: dict[tuple[str, str | None], Blocks] = defaultdict(list)
        for number in np.flatnonzero(self.postings.among & ~self.postings.inside).tolist():
            element = self._blocks[number].element
            between[shape.tags[element], shape.classes[element]].append(number)
        yield from between.values()

    def _are_labels(self, blocks: Blocks) -> bool:
        return are_labels([self._blocks[number].text for number in blocks])


def _is_said(postings: Postings) -> bool:
    """Tell whether texts are prose more than links, as those of lists are."""
    texts = list(compress(postings.visible.blocks, postings.body.tolist()))
    linked = sum(block.linked for block in texts)
    return linked < HALF * sum(len(block.text) for block in texts)

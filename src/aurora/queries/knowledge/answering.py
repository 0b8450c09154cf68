"""Chooses the sentences that answer a question, or none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from aurora.domains.errors import Unavailable
from aurora.domains.knowledge.ports import Embedder
from aurora.domains.knowledge.types import Vector
from aurora.queries.knowledge.candidates import Sentence, candidates
from aurora.queries.knowledge.codes import codes, names_all, names_another
from aurora.queries.knowledge.judging import CALIBRATED_MODEL, ENOUGH, Signs, confidence
from aurora.queries.knowledge.passage import Passage

MEANING, WORDS, PASSAGE = 0.33, 0.27, 0.4
MOST = 3
NEAR = 0.15
PASSAGES = 8
UNKNOWN = "und"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What is asked, in which language, and its vector; without one, words alone decide."""

    text: str
    language: str
    vector: Vector | None


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """The sentences that answer, best first, and how probable it is that they do; none where that
    is too little.
    """

    sentences: Sequence[Sentence]
    confidence: float


@dataclass(frozen=True)
class Answering:
    """Weighs sentences by meaning, by words and by the passage they stand in."""

    embedder: Embedder

    async def judge(self, question: Question, passages: Sequence[Passage]) -> Verdict:
        """Choose up to three sentences of the passages: of those in the question's own language,
        and only where these do not answer of the others; of none that leaves unnamed a code or a
        year that the question names.
        """
        asked = codes(question.text)
        naming = [one for one in passages if not asked or names_all(asked, one.context)]
        own = [one for one in naming if one.language in (question.language, UNKNOWN)]
        others = [one for one in naming if one not in own]
        verdict = await self._judge(question, own[:PASSAGES])
        if verdict.sentences or not others:
            return verdict
        other = await self._judge(question, others[:PASSAGES], across=True)
        return max(other, verdict, key=lambda one: one.confidence)

    async def _judge(
        self, question: Question, passages: Sequence[Passage], *, across: bool = False
    ) -> Verdict:
        found = candidates(question.text, passages)
        if not found:
            return Verdict(sentences=(), confidence=0.0)
        cosines = await self._cosines(question.vector, found)
        ranked = _ranked(found, cosines, across=across)
        best = ranked[0][1]
        sure = confidence(replace(self._signs(found[best], best, cosines), across=across))
        if sure < ENOUGH:
            return Verdict(sentences=(), confidence=sure)
        near = [found[index] for score, index in ranked[1:] if score >= ranked[0][0] - NEAR]
        asked = codes(question.text)
        further = [one for one in near if not names_another(asked, one.text)]
        return Verdict(sentences=[found[best], *further][:MOST], confidence=sure)

    async def _cosines(
        self, vector: Vector | None, found: Sequence[Sentence]
    ) -> Sequence[float] | None:
        if vector is None:
            return None
        try:
            vectors = await self.embedder.passages([sentence.text for sentence in found])
        except Unavailable:
            return None
        return [sum(x * y for x, y in zip(vector, one, strict=True)) for one in vectors]

    def _signs(self, best: Sentence, index: int, cosines: Sequence[float] | None) -> Signs:
        if cosines is None or not self.embedder.model.startswith(CALIBRATED_MODEL):
            return Signs(sentence=best.coverage, passage=best.around)
        return Signs(
            sentence=best.coverage, passage=best.around, cosine=cosines[index], cosines=cosines
        )


def _ranked(
    found: Sequence[Sentence], cosines: Sequence[float] | None, *, across: bool
) -> Sequence[tuple[float, int]]:
    """Give scores and places, best first; across languages meaning alone ranks, if it is known."""
    scaled = _scaled(cosines) if cosines else [0.0] * len(found)
    together = [
        MEANING * near + WORDS * one.coverage + PASSAGE * one.passage.ranked.score
        for one, near in zip(found, scaled, strict=True)
    ]
    scores = scaled if across and cosines else together
    return sorted(((score, index) for index, score in enumerate(scores)), key=_best_first)


def _best_first(scored: tuple[float, int]) -> tuple[float, int]:
    return -scored[0], scored[1]


def _scaled(values: Sequence[float]) -> Sequence[float]:
    low, high = min(values), max(values)
    return [(value - low) / (high - low) if high > low else 1.0 for value in values]

"""Compares a wish with the examples of each capability by meaning.

The vectors of this model lie close together (cosines of 0.76 to 0.89), so they are centred first;
what each example says for each capability is learned by regularised least squares (Rifkin, Yeo and
Poggio, Regularized Least-Squares Classification, 2003), and the margin between the best capability
and the second becomes a confidence by a logistic curve, fitted by cross-validation over the
examples with translations of one example kept together.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

import numpy as np
from numpy.typing import NDArray

from aurora.domains.knowledge.ports import Embedder
from aurora.domains.knowledge.types import Vector
from aurora.domains.routing.types import Candidate, Capability, Likeness
from aurora.router.capabilities import elsewhere
from aurora.router.capabilities.skill import Skill

Floats = NDArray[np.float64]

ELSEWHERE = "elsewhere"
REGULARISATION = 1.0
OFFSET, SLOPE = -0.22, 8.13
SHOWN = 3


@dataclass(frozen=True)
class Example:
    """A sentence that stands for a capability, or for none."""

    name: str
    stands_for: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """The capabilities by score, best first; the confidence in the first one, 0 to 1; the examples
    that the wish is most like, and the text of the nearest.
    """

    candidates: tuple[Candidate, ...]
    confidence: float
    nearest: tuple[Likeness, ...]
    nearest_text: str


class Examples:
    """The examples of all capabilities, embedded when first needed."""

    def __init__(self, embedder: Embedder, skills: Sequence[Skill]) -> None:
        self._embedder = embedder
        self._lock = asyncio.Lock()
        self._learned: _Learned | None = None
        by_name = {str(skill.capability): skill.examples for skill in skills}
        self._examples = _listed({**by_name, ELSEWHERE: elsewhere.EXAMPLES})

    async def compare(self, text: str) -> Comparison:
        """Compare a wish with them; raises Unavailable while there is no model."""
        async with self._lock:
            if self._learned is None:
                texts = [example.text for example in self._examples]
                vectors = await self._embedder.questions(texts)
                self._learned = _Learned(self._examples, vectors)
        return self._learned.compare((await self._embedder.questions([text]))[0])


class _Learned:
    def __init__(self, examples: Sequence[Example], vectors: Sequence[Vector]) -> None:
        self._examples = examples
        self._groups = list(dict.fromkeys(example.stands_for for example in examples))
        raw = np.array(vectors, dtype=np.float64)
        self._middle: Floats = raw.mean(axis=0)
        self._vectors = self._centred(raw)
        member = [[example.stands_for == group for group in self._groups] for example in examples]
        targets = np.array(member, dtype=np.float64)
        gram = self._vectors @ self._vectors.T + REGULARISATION * np.eye(len(examples))
        self._weights = np.linalg.solve(gram, targets - targets.mean(axis=0))

    def compare(self, vector: Vector) -> Comparison:
        likeness = self._centred(np.array([vector], dtype=np.float64))[0] @ self._vectors.T
        scores = dict(zip(self._groups, (likeness @ self._weights).tolist(), strict=True))
        real = sorted((group for group in scores if group != ELSEWHERE), key=lambda g: -scores[g])
        margin = scores[real[0]] - max(s for group, s in scores.items() if group != real[0])
        nearest = np.argsort(-likeness)[:SHOWN].tolist()
        return Comparison(
            candidates=tuple(_candidate(group, scores[group]) for group in real),
            confidence=round(1 / (1 + exp(-(OFFSET + SLOPE * margin))), 3),
            nearest=tuple(self._likeness(index, likeness) for index in nearest),
            nearest_text=self._examples[nearest[0]].text,
        )

    def _likeness(self, index: int, likeness: Floats) -> Likeness:
        return Likeness(example=self._examples[index].name, score=round(float(likeness[index]), 4))

    def _centred(self, vectors: Floats) -> Floats:
        moved = vectors - self._middle
        lengths: Floats = np.linalg.norm(moved, axis=1, keepdims=True)
        return moved / np.maximum(lengths, 1e-9)


def _candidate(group: str, score: float) -> Candidate:
    return Candidate(capability=Capability(group), score=round(score, 4))


def _listed(examples: Mapping[str, Mapping[str, str]]) -> Sequence[Example]:
    return [
        Example(f"{group}/{language}/{number}", group, line.strip())
        for group, by_language in examples.items()
        for language, lines in by_language.items()
        for number, line in enumerate(lines.strip().splitlines(), 1)
    ]

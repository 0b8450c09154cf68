"""How much of a question a text speaks of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log

from aurora.queries.knowledge.words import content_roots, words

NAME_WEIGHT = 2.0
NAME = re.compile(r"(?<!^)(?<![.!?¿¡\"“] )\b(?:[^\W\d_a-zà-öø-ÿ]\w+|\d[\d.,]*)")


@dataclass(frozen=True)
class Evidence:
    """The words of a question that carry meaning, each with its weight."""

    weights: Mapping[str, float]

    def coverage(self, roots: Iterable[str]) -> float:
        """Give the share of the question's weight, 0..1, that these words bring; 0 of no words."""
        total = sum(self.weights.values())
        found = sum(self.weights.get(word, 0.0) for word in set(roots))
        return found / total if total else 0.0


def roots_of(text: str) -> frozenset[str]:
    """Give the roots of all words of a text."""
    return frozenset(word.root for word in words(text))


def evidence(question: str, candidates: Sequence[frozenset[str]]) -> Evidence:
    """Weigh the question's words: those that few of the candidates hold say more (smoothed
    inverse document frequency), names and numbers twice as much.
    """
    names = frozenset(word.root for name in NAME.findall(question) for word in words(name))
    weights = {}
    for word in content_roots(question):
        frequency = sum(word in candidate for candidate in candidates)
        rarity = log(1 + (len(candidates) + 1) / (frequency + 1))
        weights[word] = rarity * (NAME_WEIGHT if word in names else 1.0)
    return Evidence(weights)

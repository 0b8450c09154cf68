"""How good a ranking is.

Normalised discounted cumulative gain by Järvelin and Kekäläinen (2002), "Cumulated gain-based
evaluation of IR techniques", with the discount that trec_eval uses:
DCG@k = sum over ranks i = 1..k of grade_i / log2(i + 1), nDCG@k = DCG@k / DCG@k of the ideal order.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from math import log2
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def ndcg(ranking: Sequence[K], grades: Mapping[K, float], k: int = 10) -> float:
    """Give nDCG@k in 0..1; 0 where nothing is relevant. A document counts where it first stands."""
    ideal = _gain(sorted(grades.values(), reverse=True)[:k])
    found = [grades.get(document, 0.0) for document in distinct(ranking)[:k]]
    return _gain(found) / ideal if ideal else 0.0


def distinct(ranking: Iterable[K]) -> list[K]:
    """Give each document once, at its best place."""
    return list(dict.fromkeys(ranking))


def _gain(grades: Iterable[float]) -> float:
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, start=1))

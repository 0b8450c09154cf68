"""How probable it is that a sentence answers a question: three calibrated logistic regressions.

Fitted on half of 400 questions each of FaQuAD (Portuguese) and XQuAD (English): asked of their own
texts (answerable), of the other collection's and of Pirá's (not answerable), and of their own texts
without the passage that answers (weight 0.2). Across languages few words are shared, so that
meaning alone speaks: the mean of fits on two halves in turns, of 220 of those questions each,
translated into the other language, and 80 Portuguese ones of Pirá's English texts; there, texts
without the passage that answers weigh in full. Cosines of one model say nothing about another's: an
unknown model is judged by words alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from statistics import median

CALIBRATED_MODEL = "multilingual-e5-small"
TYPICAL_COSINE = 0.8
ENOUGH = 0.5


@dataclass(frozen=True, kw_only=True)
class Signs:
    """What speaks for a sentence: the share of the question's weight that its words and those of
    its passage bring, its cosine with the question, and those of all candidates; `across` where
    it is in another language than the question.
    """

    sentence: float
    passage: float
    cosine: float | None = None
    cosines: Sequence[float] = ()
    across: bool = False


def confidence(signs: Signs) -> float:
    """Give the probability, 0..1, that the sentence answers."""
    if signs.cosine is None:
        return _logistic(-5.3 + 5.0 * signs.sentence + 6.7 * signs.passage)
    margin = signs.cosine - median(signs.cosines)
    if signs.across:
        return _logistic(-3.8 + 34.0 * (signs.cosine - TYPICAL_COSINE) + 41.0 * margin)
    by_words = 1.6 * signs.sentence + 5.8 * signs.passage
    by_meaning = 37.0 * (signs.cosine - TYPICAL_COSINE) + 39.0 * margin
    return _logistic(-7.2 + by_words + by_meaning)


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))

"""Which blocks are kept."""

import numpy as np
import pytest

from aurora.infrastructure.extraction.content.choice import best


@pytest.mark.parametrize(
    ("chances", "words", "kept"),
    [
        ([0.9, 0.1, 0.9], [10, 10, 10], [True, False, True]),
        ([1.0, 0.6, 0.0], [10, 10, 10], [True, True, False]),
        ([0.3, 0.3, 0.3], [10, 10, 10], [True, True, True]),
        ([0.99, 0.2], [100, 1], [True, False]),
        ([0.01], [5], [True]),
        ([0.9, 0.9, 0.2, 0.9], [10, 0, 1, 0], [True, True, False, True]),
    ],
)
def test_as_much_is_kept_as_makes_the_best_balance(
    chances: list[float], words: list[int], kept: list[bool]
) -> None:
    chosen = best(np.array(chances, np.float32), np.array(words, np.float32))
    assert chosen.tolist() == kept


def test_no_other_cut_is_expected_to_do_better() -> None:
    random = np.random.default_rng(7)
    for _ in range(50):
        chances = random.random(12).astype(np.float32)
        words = random.integers(1, 60, 12).astype(np.float32)
        chosen = best(chances, words)
        cuts = [chances >= limit for limit in chances]
        expected = [2 * (chances * words)[cut].sum() / (words[cut].sum() + chances @ words)
                    for cut in [chosen, *cuts]]  # fmt: skip
        assert expected[0] == pytest.approx(max(expected))

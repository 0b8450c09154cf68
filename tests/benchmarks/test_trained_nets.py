"""Nets are trained on measures of any size, and kept as Aurora reads them."""

from functools import cache
from pathlib import Path

import numpy as np
import pytest
from benchmarks.growing.nets import keep_nets, trained_nets
from benchmarks.growing.sample import Sample
from benchmarks.judged_pages import JudgedPage

from aurora.infrastructure.extraction.content.net import Net, Numbers

NAMES = ("size", "noise", "mark")
PAGES, BLOCKS, BORDER = 64, 30, 20.0


def measured(seed: int) -> Numbers:
    """Blocks whose sizes go from hundredths to thousands, and two measures that tell nothing."""
    random = np.random.default_rng(seed)
    sizes, noise = np.exp(random.normal(3, 3, BLOCKS)), random.normal(0, 10, BLOCKS)
    return np.stack([sizes, noise, random.random(BLOCKS) < 0.1], axis=1).astype(np.float32)


def shown(number: int) -> Sample:
    """A page of whose blocks the large ones are content."""
    page = JudgedPage(str(number), "", "article", b"", "")
    rows = measured(number)
    words = np.ones(BLOCKS, np.float32)
    labels = (rows[:, 0] > BORDER).astype(np.float64)
    return Sample(page, NAMES, rows, {}, [["word"]] * BLOCKS, words, labels)


@cache
def net() -> Net:
    """What two nets learned from such pages."""
    return trained_nets([shown(n) for n in range(PAGES)], NAMES, lambda one: one.rows, range(2))


def test_what_is_content_is_learned_whatever_the_size_of_measures() -> None:
    unseen = np.concatenate([measured(number) for number in range(PAGES, PAGES + 8)])
    right = (net().sums(unseen.T) > 0) == (unseen[:, 0] > BORDER)
    assert right.mean() > 0.85


def test_beyond_what_was_seen_a_measure_says_no_more() -> None:
    ends = np.array([[1e12, 1e30], [0, 0], [0, 0]], np.float32)
    far, farther = net().sums(ends)
    assert far == farther > 0


def test_nets_are_kept_as_they_are_read(tmp_path: Path) -> None:
    keep_nets(net(), tmp_path / "nets.npz")
    rows = measured(PAGES + 2).T
    assert Net.load(tmp_path / "nets.npz").sums(rows) == pytest.approx(net().sums(rows), abs=0.05)

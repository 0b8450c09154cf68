"""Grown by CatBoost, kept as plain arrays."""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from catboost import CatBoostClassifier
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.forest import Forest
from benchmarks.growing.sample import Rows

BLOCKS = {
    "iterations": 220, "depth": 6, "learning_rate": 0.1, "l2_leaf_reg": 8, "rsm": 0.15,
    "bootstrap_type": "Bernoulli", "subsample": 0.7, "border_count": 32,
    "loss_function": "CrossEntropy",
}  # fmt: skip
TYPES = {
    "iterations": 120, "depth": 4, "learning_rate": 0.1, "l2_leaf_reg": 5, "rsm": 0.3,
    "border_count": 32, "loss_function": "MultiClass",
}  # fmt: skip
ARTICLES = BLOCKS | {"iterations": 200, "depth": 4, "l2_leaf_reg": 20, "rsm": 0.3}
QUIET = {"verbose": 0, "allow_writing_files": False, "thread_count": 2}


def grown(
    settings: dict[str, object],
    names: Sequence[str],
    rows: Rows,
    wanted: NDArray[np.float64],
    weights: NDArray[np.float64] | None = None,
    seed: int = 0,
) -> Forest:
    """Grow a forest over rows of named measures."""
    model = CatBoostClassifier(**settings, **QUIET, random_seed=seed)
    model.fit(rows, wanted, sample_weight=weights)
    with TemporaryDirectory() as place:
        file = Path(place) / "model.json"
        model.save_model(str(file), format="json")
        return _plain(names, json.loads(file.read_text()))


def together(forests: Sequence[Forest]) -> Forest:
    """Make one forest that gives the mean of several."""
    count = len(forests)
    return Forest(
        forests[0].names,
        np.concatenate([one.asked for one in forests], axis=1),
        np.concatenate([one.borders for one in forests], axis=1),
        np.concatenate([one.leaves for one in forests]) / np.float32(count),
        np.mean([one.start for one in forests], axis=0, dtype=np.float32),
    )


def keep(forest: Forest, file: Path) -> None:
    """Write a forest without the measures that it does not ask for."""
    used = np.unique(forest.asked)
    np.savez_compressed(
        file,
        names=np.array([forest.names[number] for number in used]),
        asked=np.searchsorted(used, forest.asked).astype(np.int16),
        borders=forest.borders,
        leaves=forest.leaves.astype(np.float16),
        start=forest.start,
    )


def _plain(names: Sequence[str], model: dict[str, object]) -> Forest:
    trees = model["oblivious_trees"]
    scale, start = model["scale_and_bias"]
    outcomes = len(start)
    levels = max(len(tree["splits"]) for tree in trees)
    asked = np.zeros((levels, len(trees)), np.int16)
    borders = np.full((levels, len(trees)), np.inf, np.float32)
    leaves = np.zeros((len(trees), 1 << levels, outcomes), np.float32)
    for number, tree in enumerate(trees):
        for level, split in enumerate(tree["splits"]):
            asked[level, number] = split["float_feature_index"]
            borders[level, number] = split["border"]
        values = np.array(tree["leaf_values"], np.float32).reshape(-1, outcomes) * scale
        leaves[number, : len(values)] = values
    return Forest(tuple(names), asked, borders, leaves, np.array(start, np.float32))

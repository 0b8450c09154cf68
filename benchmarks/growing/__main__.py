"""Grows the forests, or tells how well such forests do on sites that they have not seen."""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from statistics import fmean

import numpy as np

from aurora.infrastructure.extraction import content
from aurora.infrastructure.extraction.content.forest import Forest, chances, shares
from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES
from benchmarks.growing.forests import BLOCKS, TYPES, Rows, grown, keep, together
from benchmarks.growing.samples import Sample, samples

PLACE = Path(content.__file__).parent
INNER_FOLDS, SEED = 5, 20261127
MOST_BLOCKS = 120

Kinds = Mapping[str, Rows]
Fold = tuple[Sequence[Sample], Sequence[Sample]]


def main() -> None:
    """Read what is asked for and do it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folds", type=int, default=0, help="only say how well it works")
    asked.add_argument("--seeds", type=int, default=4, help="forests to take the mean of")
    given = asked.parse_args()
    everything = list(samples())
    if given.folds:
        check(everything, given.folds, given.seeds)
        return
    kinds = grown_kinds(everything)
    keep(kinds, PLACE / "types.npz")
    keep(grown_blocks(everything, unseen_kinds(everything), given.seeds), PLACE / "blocks.npz")


def check(everything: Sequence[Sample], folds: int, seeds: int) -> None:
    """Say how well forests do on pages of sites that they were not grown from."""
    scores: dict[str, list[float]] = defaultdict(list)
    right = []
    for number, (known, unseen) in enumerate(folded(everything, folds, SEED), 1):
        forest = grown_kinds(known)
        kinds = {one.page.name: kind(forest, one) for one in unseen}
        blocks = grown_blocks(known, unseen_kinds(known), seeds)
        for one in unseen:
            scores[one.page.page_type].append(one.score(likely(blocks, one, kinds)))
            right.append(int(kinds[one.page.name].argmax()) == one.kind)
        print(f"{number}: {_mean(scores):.4f} so far, kinds {fmean(right):.3f}", flush=True)
    by_type = {name: round(fmean(scores[name]), 4) for name in PAGE_TYPES}
    print(json.dumps({"f1": round(_mean(scores), 4), "by_type": by_type}))


def _mean(scores: Mapping[str, Sequence[float]]) -> float:
    return fmean(score for all in scores.values() for score in all)


def folded(pages: Sequence[Sample], count: int, seed: int) -> Iterator[Fold]:
    """Part the pages so that all of a site are on the same side, about as many in each fold."""
    sites = sorted({one.page.site for one in pages})
    Random(seed).shuffle(sites)
    sizes, fold = [0] * count, {}
    for site in sites:
        fold[site] = sizes.index(min(sizes))
        sizes[fold[site]] += sum(one.page.site == site for one in pages)
    for number in range(count):
        yield (
            [one for one in pages if fold[one.page.site] != number],
            [one for one in pages if fold[one.page.site] == number],
        )


def grown_kinds(pages: Sequence[Sample]) -> Forest:
    """Grow the forest that tells kinds of pages apart."""
    rows = np.array([list(one.signals.values()) for one in pages], np.float32)
    wanted = np.array([one.kind for one in pages], np.float64)
    return grown(TYPES, tuple(pages[0].signals), rows, wanted, seed=SEED)


def kind(forest: Forest, page: Sample) -> Rows:
    """Give the chances of each kind of page."""
    return shares(forest.weigh({n: np.array([v]) for n, v in page.signals.items()}))[0]


def unseen_kinds(pages: Sequence[Sample]) -> Kinds:
    """Give the chances of kinds by forests that have not seen the page's site."""
    found = {}
    for known, unseen in folded(pages, INNER_FOLDS, SEED + 1):
        forest = grown_kinds(known)
        found |= {one.page.name: kind(forest, one) for one in unseen}
    return found


def grown_blocks(pages: Sequence[Sample], kinds: Kinds, seeds: int) -> Forest:
    """Grow the forest that tells blocks of content from others."""
    names = (*pages[0].names, *(f"is {name}" for name in PAGE_TYPES))
    forests = []
    for seed in range(seeds):
        chosen = [drawn(one, seed) for one in pages]
        rows = np.concatenate(
            [with_kind(one, kinds)[w > 0] for one, w in zip(pages, chosen, strict=True)]
        )
        wanted = np.concatenate([one.labels[w > 0] for one, w in zip(pages, chosen, strict=True)])
        weights = np.concatenate(chosen)
        weights = weights[weights > 0]
        forests.append(grown(BLOCKS, names, rows, wanted, weights / weights.mean(), seed))
    return together(forests)


def drawn(page: Sample, seed: int) -> Rows:
    """Weigh the blocks; of a page with many only some are drawn, and weigh more for it."""
    weights = page.weights
    count = len(weights)
    if count <= MOST_BLOCKS:
        return weights
    even, by_size = 1 / count, weights / max(weights.sum(), 1e-9)
    likely = np.minimum(1, MOST_BLOCKS * (even + by_size) / 2)
    taken = np.random.default_rng(seed + int(page.page.name)).random(count) < likely
    return np.where(taken, weights / likely, 0)


def with_kind(page: Sample, kinds: Kinds) -> Rows:
    """Give the measures of all blocks, and the chances of the page's kinds beside each."""
    told = np.tile(kinds[page.page.name], (len(page.rows), 1))
    return np.concatenate([page.rows, told], axis=1, dtype=np.float32)


def likely(forest: Forest, page: Sample, kinds: Kinds) -> Rows:
    """Give the chance of each block of a page."""
    names = (*page.names, *(f"is {name}" for name in PAGE_TYPES))
    columns = with_kind(page, kinds).T
    return chances(forest.weigh(dict(zip(names, columns, strict=True)))[:, 0])


if __name__ == "__main__":
    main()

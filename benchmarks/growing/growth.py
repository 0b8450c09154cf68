"""How the forests are grown that belong together."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from aurora.infrastructure.extraction.content.forest import Forest, shares
from aurora.infrastructure.extraction.content.forests import Forests
from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES
from aurora.infrastructure.extraction.content.measured import Measured
from benchmarks.growing.constraints import ARTICLE_MEASURES, OWN, constraint
from benchmarks.growing.drawing import drawn
from benchmarks.growing.folds import folded
from benchmarks.growing.grown import ARTICLES, BLOCKS, TYPES, grown, together
from benchmarks.growing.nets import trained_nets
from benchmarks.growing.sample import Rows, Sample

INNER_FOLDS, SEED = 5, 20261128
KINDS_SEEDS = 4
VARIANT_WEIGHT = 1 / 8  # of a variant among pages of all kinds, where the article itself weighs 1
TOLD_WEIGHT = 1 / 32  # of one where the kinds that people are told are learned

Kinds = Mapping[tuple[str, int], Rows]


def grow(pages: Sequence[Sample], forests: int, nets: int, first: int) -> Forests:
    """Grow all forests, and train nets on the same: that of kinds to read by from pages as they
    are, all others from the variants of articles too. Seeds are counted from the `first`.
    """
    seeds = range(first, first + forests)
    articles = [one for one in pages if one.page.page_type == "article"]
    kinds = unseen_kinds(pages)
    known = [name for name in pages[0].names if name not in OWN]
    amounts = [name for name in known if not name.startswith("tag ")]
    return Forests(
        grown_kinds(_usual(pages), range(first, first + KINDS_SEEDS)),
        grown_kinds(pages, range(first, first + KINDS_SEEDS)),
        grown_blocks(
            BLOCKS,
            pages,
            _told(known),
            lambda one: with_kind(one, known, kinds),
            seeds,
            VARIANT_WEIGHT,
        ),
        grown_blocks(
            ARTICLES, articles, ARTICLE_MEASURES, lambda one: one.of(ARTICLE_MEASURES), seeds
        ),
        trained_nets(
            pages,
            _told(amounts),
            lambda one: with_kind(one, amounts, kinds),
            range(first, first + nets),
            VARIANT_WEIGHT,
        ),
    )


def _usual(pages: Sequence[Sample]) -> Sequence[Sample]:
    return [one for one in pages if not one.variant]


def _told(names: Sequence[str]) -> tuple[str, ...]:
    return (*names, *(f"is {name}" for name in PAGE_TYPES))


def grown_kinds(pages: Sequence[Sample], seeds: Sequence[int] = (0,)) -> Forest:
    """Grow a forest that tells kinds of pages apart: the mean of several."""
    names = tuple(pages[0].signals)
    rows = np.array([list(one.signals.values()) for one in pages], np.float32)
    wanted = np.array([one.kind for one in pages], np.float64)
    weights = np.array([TOLD_WEIGHT if one.variant else 1.0 for one in pages])
    weights /= weights.mean()
    return together([grown(TYPES, names, rows, wanted, weights, SEED + n) for n in seeds])


def unseen_kinds(pages: Sequence[Sample]) -> Kinds:
    """Give the chances of kinds by forests that have not seen the page's site; of a variant its
    own, since it is taken for an article less than the page that it was made from.
    """
    found = {}
    for known, unseen in folded(pages, INNER_FOLDS, SEED):
        forest = grown_kinds(_usual(known))
        for one in unseen:
            signals = Measured.of({name: np.array([value]) for name, value in one.signals.items()})
            found[one.page.name, one.variant] = shares(forest.weigh(signals))[0]
    return found


def with_kind(page: Sample, names: Sequence[str], kinds: Kinds) -> Rows:
    """Give measures of all blocks, and the chances of the page's kinds beside each."""
    told = np.tile(kinds[page.page.name, page.variant], (len(page.rows), 1))
    return np.concatenate([page.of(names), told], axis=1, dtype=np.float32)


def grown_blocks(
    settings: Mapping[str, object],
    pages: Sequence[Sample],
    names: Sequence[str],
    rows_of: Callable[[Sample], Rows],
    seeds: Sequence[int],
    variant_weight: float = 1.0,
) -> Forest:
    """Grow the forest that tells blocks of content from others: the mean of several."""
    constrained = {**settings, "monotone_constraints": [constraint(name) for name in names]}
    forests = []
    for seed in seeds:
        chosen = [drawn(one, seed) * (variant_weight if one.variant else 1.0) for one in pages]
        rows = np.concatenate([rows_of(one)[w > 0] for one, w in zip(pages, chosen, strict=True)])
        wanted = np.concatenate([one.labels[w > 0] for one, w in zip(pages, chosen, strict=True)])
        weights = np.concatenate(chosen)
        weights = weights[weights > 0]
        forests.append(grown(constrained, names, rows, wanted, weights / weights.mean(), seed))
    return together(forests)

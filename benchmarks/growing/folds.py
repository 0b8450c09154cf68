"""Pages parted by site."""

from collections import Counter
from collections.abc import Iterator, Sequence
from random import Random

from benchmarks.growing.sample import Sample

Fold = tuple[Sequence[Sample], Sequence[Sample]]


def folded(pages: Sequence[Sample], count: int, seed: int) -> Iterator[Fold]:
    """Part the pages so that all of a site are on the same side, about as many in each fold."""
    held = Counter(one.page.site for one in pages if not one.variant)
    sites = sorted({one.page.site for one in pages})
    Random(seed).shuffle(sites)
    sizes, fold = [0] * count, {}
    for site in sites:
        fold[site] = sizes.index(min(sizes))
        sizes[fold[site]] += held[site]
    for number in range(count):
        yield (
            [one for one in pages if fold[one.page.site] != number],
            [one for one in pages if fold[one.page.site] == number],
        )

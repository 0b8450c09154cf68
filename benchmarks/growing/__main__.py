"""Grows the forests, or tells how well such forests do on sites that they have not seen."""

import argparse
import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean

from aurora.infrastructure.extraction import content
from aurora.infrastructure.extraction.content.kinds import PAGE_TYPES, read_as_article
from benchmarks.growing.folds import folded
from benchmarks.growing.grown import keep
from benchmarks.growing.growth import grow
from benchmarks.growing.samples import Sample, samples
from benchmarks.growing.variants import variants

PLACE = Path(content.__file__).parent
SEED = 20261127


def main() -> None:
    """Read what is asked for and do it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folds", type=int, default=0, help="only say how well it works")
    asked.add_argument("--seeds", type=int, default=4, help="forests to take the mean of")
    given = asked.parse_args()
    pages = list(samples())
    everything = [*pages, *variants(pages)]
    if given.folds:
        check(everything, given.folds, given.seeds)
        return
    grown = grow(everything, given.seeds)
    for name, forest in (
        ("types", grown.types),
        ("blocks", grown.blocks),
        ("articles", grown.articles),
    ):
        keep(forest, PLACE / f"{name}.npz")


def check(everything: Sequence[Sample], folds: int, seeds: int) -> None:
    """Say how well forests do on pages of sites that they were not grown from."""
    scores: dict[str, list[float]] = defaultdict(list)
    right = []
    for number, (known, unseen) in enumerate(folded(everything, folds, SEED), 1):
        grown = grow(known, seeds)
        for one in unseen:
            if one.variant:
                continue
            kinds = grown.kinds(one.signals)
            found = dict(zip(one.names, one.rows.T, strict=True))
            likely = grown.likely(found, kinds, read_as_article(one.signals, kinds))
            scores[one.page.page_type].append(one.score(likely))
            right.append(int(kinds.argmax()) == one.kind)
        print(f"{number}: {_mean(scores):.4f} so far, kinds {fmean(right):.3f}", flush=True)
    by_type = {name: round(fmean(scores[name]), 4) for name in PAGE_TYPES}
    print(json.dumps({"f1": round(_mean(scores), 4), "by_type": by_type}))


def _mean(scores: Mapping[str, Sequence[float]]) -> float:
    return fmean(score for all in scores.values() for score in all)


if __name__ == "__main__":
    main()

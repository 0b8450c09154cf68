"""Grows the forests from all pages, or for each part of the sites from those of the others."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from aurora.infrastructure.extraction import content
from aurora.infrastructure.extraction.content.forests import Forests
from benchmarks.growing.folds import folded
from benchmarks.growing.grown import keep
from benchmarks.growing.growth import grow
from benchmarks.growing.samples import Sample, samples
from benchmarks.growing.variants import variants

PLACE = Path(content.__file__).parent
SEED = 20261127
UNSEEN = "unseen.json"


def main() -> None:
    """Read what is asked for and do it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folds", type=int, default=0, help="parts of the sites")
    asked.add_argument("--into", type=Path, default=PLACE, help="a folder; of parts one in it each")
    asked.add_argument("--seeds", type=int, default=4, help="forests to take the mean of")
    given = asked.parse_args()
    pages = list(samples())
    everything = [*pages, *variants(pages)]
    if given.folds:
        grow_without_each(everything, given.folds, given.seeds, given.into)
    else:
        keep_all(grow(everything, given.seeds), given.into)


def grow_without_each(pages: Sequence[Sample], folds: int, seeds: int, place: Path) -> None:
    """Grow forests for each part of the sites from all others, and name the pages of that part."""
    for number, (known, unseen) in enumerate(folded(pages, folds, SEED), 1):
        part = place / str(number)
        part.mkdir()
        keep_all(grow(known, seeds), part)
        names = [one.page.name for one in unseen if not one.variant]
        (part / UNSEEN).write_text(json.dumps(names))


def keep_all(grown: Forests, place: Path) -> None:
    """Write all forests into a folder."""
    for one in fields(grown):
        keep(getattr(grown, one.name), place / f"{one.name}.npz")


if __name__ == "__main__":
    main()

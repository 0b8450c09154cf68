"""Grows forests and nets from all pages, or for each part of the sites from those of the others."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from aurora.infrastructure.extraction import content
from aurora.infrastructure.extraction.content.forests import FORESTS, NETS, Forests
from benchmarks.growing import UNSEEN
from benchmarks.growing.folds import folded
from benchmarks.growing.grown import keep
from benchmarks.growing.growth import grow
from benchmarks.growing.nets import keep_nets
from benchmarks.growing.sample import Sample
from benchmarks.growing.samples import samples
from benchmarks.growing.variants import variants

PLACE = Path(content.__file__).parent
SEED = 20261127


def main() -> None:
    """Read what is asked for and do it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--folds", type=int, default=0, help="parts of the sites")
    asked.add_argument("--into", type=Path, help="a folder; of parts one in it each")
    asked.add_argument("--seeds", type=int, default=2, help="forests of blocks to take the mean of")
    asked.add_argument("--nets", type=int, default=2, help="nets to take the mean of")
    asked.add_argument("--first-seed", type=int, default=0, help="others tell how much is chance")
    given = asked.parse_args()
    if given.folds and not given.into:
        asked.error("--folds needs --into")
    pages = list(samples())
    if given.folds:
        grow_without_each(pages, given)
    else:
        keep_all(grown_from(pages, given), given.into or PLACE)


def grow_without_each(pages: Sequence[Sample], asked: argparse.Namespace) -> None:
    """Grow forests for each part of the sites from all others, and name the pages of that part."""
    for number, (known, unseen) in enumerate(folded(pages, asked.folds, SEED), 1):
        part = asked.into / str(number)
        part.mkdir()
        keep_all(grown_from(known, asked), part)
        (part / UNSEEN).write_text(json.dumps([one.page.name for one in unseen]))


def grown_from(pages: Sequence[Sample], asked: argparse.Namespace) -> Forests:
    """Grow forests from pages and their variants, in which stand parts of no other pages."""
    return grow([*pages, *variants(pages)], asked.seeds, asked.nets, asked.first_seed)


def keep_all(grown: Forests, place: Path) -> None:
    """Write all forests and nets into a folder."""
    for name in FORESTS:
        keep(getattr(grown, name), place / f"{name}.npz")
    keep_nets(grown.nets, place / f"{NETS}.npz")


if __name__ == "__main__":
    main()

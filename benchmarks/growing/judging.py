"""Judges what was grown without some sites by variants of their articles, with parts of each other.

The sample shows hardly anything beside its articles; variants tell how much is kept of what other
sites have there. `python -m benchmarks.growing.judging PLACE` takes what `--folds` grew.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, compress
from multiprocessing import Pool
from pathlib import Path
from statistics import fmean
from typing import NamedTuple, Self
from unittest.mock import patch

from aurora.infrastructure.extraction.content import content
from aurora.infrastructure.extraction.content.forests import Forests
from benchmarks.growing import UNSEEN
from benchmarks.growing.sample import Sample
from benchmarks.growing.samples import samples
from benchmarks.growing.variants import PROCESSES, VARIANTS, Variant, parts_among, parts_of, variant

OTHERS = range(101, 101 + VARIANTS // 4)  # no number that is learned from


class Judgement(NamedTuple):
    """How much of what is kept is content, how much of the content is kept, and the F1 of both."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, kept: Counter[str], wanted: Counter[str]) -> Self:
        """Compare the words that are kept with those that are wanted."""
        both, kept_words, wanted_words = (kept & wanted).total(), kept.total(), wanted.total()
        return cls(
            both / max(kept_words, 1),
            both / max(wanted_words, 1),
            2 * both / max(kept_words + wanted_words, 1),
        )

    @classmethod
    def mean(cls, many: Iterable[Self]) -> Self:
        """Give the means of several."""
        return cls(*map(fmean, zip(*many, strict=True)))


def main(place: Path) -> None:
    """Print the means over all articles, of each the mean over its variants."""
    pages = {one.page.name: one for one in samples()}
    with Pool(PROCESSES) as pool:
        parts = pool.map(partial(judged, pages), sorted(place.iterdir()))
    mean = Judgement.mean(one for part in parts for one in part)
    print(f"precision {mean.precision:.4f}, recall {mean.recall:.4f}, F1 {mean.f1:.4f}")


def judged(pages: Mapping[str, Sample], part: Path) -> list[Judgement]:
    """Judge one part of the sites by what was grown from the others."""
    unseen = [pages[name] for name in json.loads((part / UNSEEN).read_text()) if name in pages]
    parts, grown = parts_among(unseen, list(map(parts_of, unseen))), Forests.load(part)
    found = []
    with patch.object(content, "forests", lambda: grown):
        for page in unseen:
            if page.page.page_type == "article":
                made = (variant(page, parts, number) for number in OTHERS)
                if judgements := list(_judgements(page, filter(None, made))):
                    found.append(Judgement.mean(judgements))
    return found


def _judgements(page: Sample, made: Iterable[Variant]) -> Iterator[Judgement]:
    for one in made:
        kept = content.chosen(one.visible, content.judge(one.parsed, one.visible))
        words = chain.from_iterable(compress(one.words, kept.tolist()))
        yield Judgement.of(Counter(words), page.page.wanted)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

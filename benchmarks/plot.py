"""Draws pictures of figures: a canvas that is kept as PNG, and latencies side by side."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl

from benchmarks.report import OUT

Figures = Mapping[str, Mapping[int, Mapping[int, Mapping[str, float]]]]
WIDTH = 0.8


@contextmanager
def canvas(place: Path) -> Iterator[Any]:
    """Give axes to draw on; the picture with its legend is at the place afterwards."""
    mpl.use("Agg")
    from matplotlib import pyplot

    picture, axes = pyplot.subplots(figsize=(7, 4), layout="constrained")
    yield axes
    axes.legend()
    place.parent.mkdir(exist_ok=True)
    picture.savefig(place, dpi=120)
    pyplot.close(picture)


def plot(figures: Figures, passages: int) -> Path:
    """Draw p50 as bars and p99 as their whiskers, one group per number of clients."""
    place = OUT / "search.png"
    with canvas(place) as axes:
        _latencies(axes, figures, passages)
    return place


def _latencies(axes: Any, figures: Figures, passages: int) -> None:  # noqa: ANN401  matplotlib's
    share = WIDTH / len(figures)
    for number, (name, by_passages) in enumerate(figures.items()):
        loads = list(by_passages[passages].values())
        places = [group + (number + 0.5) * share - WIDTH / 2 for group in range(len(loads))]
        middles = [load["p50_ms"] for load in loads]
        above = [load["p99_ms"] - load["p50_ms"] for load in loads]
        nothing = [0.0] * len(loads)
        axes.bar(places, middles, share, label=name, yerr=[nothing, above], capsize=4)
    groups = list(next(iter(figures.values()))[passages])
    axes.set_xticks(range(len(groups)), [f"{clients} clients" for clients in groups])
    axes.set(yscale="log", ylabel="ms", title=f"Search over {passages} passages: p50, up to p99")

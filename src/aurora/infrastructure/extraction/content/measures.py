"""What is measured of each block of a page; the forest decides by these."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.flags import flags
from aurora.infrastructure.extraction.content.ground import ALIKE, LEVELS, Ground
from aurora.infrastructure.extraction.content.headings import headings
from aurora.infrastructure.extraction.content.marks import NAMES
from aurora.infrastructure.extraction.content.phrases import Measures
from aurora.infrastructure.extraction.content.visible import Visible

Column: TypeAlias = NDArray[np.floating]
TAGS = """
    div p li h1 h2 h3 h4 h5 h6 td th dt dd blockquote pre article section header footer nav aside
    main figcaption figure summary details button label form address body ul ol dl tr table legend
    fieldset caption center
    """.split()  # noqa: SIM905
TAG_NUMBERS = {tag: number for number, tag in enumerate(TAGS, 1)}
MARKED = tuple(f"marked {name}" for name in NAMES)
CLOSE, AROUND, FAR, FARTHEST = 5, 7, 20.0, 3
NEAREST = (
    "navigation", "bottom", "side", "related", "comment", "content", "product", "list", "forum",
    "top", "description", "review", "form", "byline", "modal", "filter", "main",
)  # fmt: skip


def measures(visible: Visible, ground: Ground, said: Measures) -> Measures:
    """Give what is known of each block, by names.

    Nothing is the same for all blocks of a page: from few pages a forest learns these by such.
    """
    found = _own(said, ground)
    found |= _place(ground)
    found |= _around(ground)
    found |= _repeated(ground)
    found |= _rooted(ground)
    found |= _marked(ground)
    found |= _nearest(ground)
    found |= _neighbours(found, ground)
    found |= headings(ground)
    found |= _repetitions(visible)
    return found


def _own(said: Measures, ground: Ground) -> Measures:
    words, characters = np.maximum(said["words"], 1), np.maximum(said["characters"], 1)
    return {
        "words": np.log1p(said["words"]),
        "characters": np.log1p(said["characters"]),
        "link share": ground.link_share,
        "links": ground.links,
        "stops": said["stops"],
        "stop share": said["stops"] / words,
        "comma share": said["commas"] / words,
        "function share": said["functions"] / words,
        "digit share": said["digits"] / characters,
        "capital share": said["capitals"] / characters,
        "word length": characters / words,
        **{name: said[name] for name in ("price", "date", "legal", "offer", "ended")},
    }


def _place(ground: Ground) -> Measures:
    count = len(ground.words)
    numbers = np.arange(count, dtype=np.float64)
    tags = np.array([TAG_NUMBERS.get(tag, 0) for tag in ground.shape.tags], np.float64)
    up = ground.ancestors
    return {
        "words before": (np.cumsum(ground.words) - ground.words) / ground.all_words,
        "place": numbers / max(count, 1),
        "number": numbers,
        "number from end": numbers[::-1],
        "depth": ground.depths[ground.elements].astype(np.float64),
        **{f"tag {level}": tags[up[level]] for level in range(4)},
    }


def _around(ground: Ground) -> Measures:
    sums, (alike, _) = ground.sums, ground.alike
    words, blocks = np.maximum(sums.words, 1), np.maximum(sums.blocks, 1)
    kinds = {
        "share": sums.words / ground.all_words,
        "link share": sums.linked / words,
        "block words": sums.words / blocks,
        "long share": sums.long / words,
        "alike": alike,
        "blocks": sums.blocks,
    }
    closer = {
        "stop share": sums.stops / words,
        "children": ground.children,
        "images": sums.images,
        "function share": sums.functions / words,
        "prices": sums.prices,
    }
    named = kinds | closer
    held = np.stack(list(named.values()))[:, ground.ancestors[:AROUND]]
    return {
        f"{name} {level}": held[number, level]
        for level in range(AROUND)
        for number, name in enumerate(named)
        if level < CLOSE or name in kinds
    }


def _repeated(ground: Ground) -> Measures:
    """Measure the group of elements alike that a block stands in: of several the largest."""
    sums, (alike, group_words), up = ground.sums, ground.alike, ground.ancestors
    grouped = (alike[up] >= ALIKE) & (up != 0)
    held = np.where(grouped, group_words[up], -1.0)
    largest, blocks = held.argmax(axis=0), np.arange(len(ground.words))
    inside = grouped.any(axis=0)
    best = up[largest, blocks]
    return {
        "group level": np.where(inside, grouped.argmax(axis=0), LEVELS - 1.0),
        "group share": inside * held[largest, blocks] / ground.all_words,
        "group link share": inside * (sums.linked / np.maximum(sums.words, 1))[best],
        "group item words": inside * sums.words[best],
        "group items": inside * alike[best],
        "group item links": inside * sums.links[best],
        "group item images": inside * sums.images[best],
        "group item prices": inside * sums.prices[best],
    }


def _rooted(ground: Ground) -> Measures:
    """Measure how near a block is to where most of the page's prose stands."""
    prose, count = ground.prose, len(ground.words)
    root, best = int(prose.argmax()), max(float(prose.max()), 1.0)
    distances = np.full(ground.size, 99.0)
    element, distance = root, 0
    while distances[element] == 99.0:
        distances[element] = distance
        element, distance = ground.shape.parents[element], distance + 1
    up, blocks = ground.ancestors, np.arange(count)
    nearest = (distances[up] < 99).argmax(axis=0)
    return {
        "levels to root": distances[up[nearest, blocks]],
        "prose": prose[up[1]] / best,
        "prose around": prose[up[1:7]].max(axis=0) / best,
    }


def _marked(ground: Ground) -> Measures:
    marked = ground.flags.T.copy()
    return dict(zip(MARKED, marked, strict=True))


def _nearest(ground: Ground) -> Measures:
    """Measure how many levels up the nearest element is that has a mark."""
    met = flags(np.bitwise_or.accumulate(ground.named[ground.ancestors], axis=0))
    distances = LEVELS - met.sum(axis=0, dtype=np.uint8).T
    distances[distances == LEVELS] = FAR
    return {f"levels to {name}": distances[NAMES.index(name)] for name in NEAREST}


def _neighbours(found: Measures, ground: Ground) -> Measures:
    names, count = ("words", "link share", "tag 0", "stops"), len(ground.words)
    columns = np.stack([*(found[name] for name in names), ground.ancestors[1]])
    padded = np.full((len(columns), count + 2 * FARTHEST), -1.0)
    padded[:, FARTHEST:-FARTHEST] = columns
    neighbours: Measures = {}
    for step in (*range(-FARTHEST, 0), *range(1, FARTHEST + 1)):
        moved = padded[:, FARTHEST - step :][:, :count]
        neighbours |= {f"{name} {step:+}": moved[number] for number, name in enumerate(names)}
        neighbours[f"same parent {step:+}"] = moved[-1] == columns[-1]
    for width in (7, 21):
        words, linked = windowed(ground.words, ground.words * ground.link_share, width=width)
        neighbours[f"words in {width}"] = words
        neighbours[f"link share in {width}"] = linked / np.maximum(words, 1)
    return neighbours


def windowed(*columns: Column, width: int) -> Column:
    """Give of each block the sums over it and those around it."""
    half, count = width // 2, len(columns[0])
    total = np.zeros((len(columns), count + 1))
    np.cumsum(columns, axis=1, out=total[:, 1:])
    numbers = np.arange(count)
    after, before = np.minimum(numbers + half + 1, count), np.maximum(numbers - half, 0)
    return total[:, after] - total[:, before]


def _repetitions(visible: Visible) -> Measures:
    counts: dict[str, int] = {}
    before = []
    for block in visible.blocks:
        seen = counts.get(block.text, 0)
        before.append(seen)
        counts[block.text] = seen + 1
    return {
        "repeated": np.array([counts[block.text] for block in visible.blocks]),
        "repeated before": np.array(before),
    }

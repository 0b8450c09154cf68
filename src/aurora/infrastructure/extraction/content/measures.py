"""What is measured of each block of a page; the forest decides by these."""

from collections import Counter
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.ground import ALIKE, LEVELS, Ground
from aurora.infrastructure.extraction.content.headings import headings
from aurora.infrastructure.extraction.content.marks import BITS, NAMES
from aurora.infrastructure.extraction.content.phrases import Measures
from aurora.infrastructure.extraction.content.visible import Visible

Column: TypeAlias = NDArray[np.floating]
TAGS = """
    div p li h1 h2 h3 h4 h5 h6 td th dt dd blockquote pre article section header footer nav aside
    main figcaption figure summary details button label form address body ul ol dl tr table legend
    fieldset caption center
    """.split()  # noqa: SIM905
TAG_NUMBERS = {tag: number for number, tag in enumerate(TAGS, 1)}
CLOSE, AROUND, FAR = 5, 7, 20.0
NEAREST = (
    "navigation", "bottom", "side", "related", "comment", "content", "product", "list", "forum",
    "top", "description", "review", "form", "byline", "modal", "filter", "main",
)  # fmt: skip


def measures(visible: Visible, ground: Ground, said: Measures) -> Measures:
    """Give what is known of each block, by names.

    Nothing is the same for all blocks of a page: from few pages a forest learns these by such.
    """
    marked = np.array([block.marks for block in visible.blocks], np.int64)
    flags = ((marked[:, None] >> np.arange(len(NAMES))) & 1).astype(np.float64)
    found = _own(said, ground)
    found |= _place(ground)
    found |= _around(ground)
    found |= _repeated(ground)
    found |= _rooted(ground)
    found |= {f"marked {name}": flags[:, number] for number, name in enumerate(NAMES)}
    found |= _nearest(visible, ground)
    found |= _neighbours(found, ground)
    found |= headings(visible, ground)
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
    return {
        f"{name} {level}": column[ground.ancestors[level]]
        for level in range(AROUND)
        for name, column in (kinds | closer if level < CLOSE else kinds).items()
    }


def _repeated(ground: Ground) -> Measures:
    """Measure the group of elements alike that a block stands in: of several the largest."""
    sums, (alike, group_words) = ground.sums, ground.alike
    count = len(ground.words)
    nearest, best = np.full(count, LEVELS - 1.0), np.zeros(count, np.int64)
    largest = np.zeros(count)
    for level in range(LEVELS - 1, -1, -1):
        at = ground.ancestors[level]
        grouped = (alike[at] >= ALIKE) & (at != 0)
        nearest = np.where(grouped, level, nearest)
        better = grouped & (group_words[at] >= largest)
        largest, best = np.where(better, group_words[at], largest), np.where(better, at, best)
    grouped = best != 0
    return {
        "group level": nearest,
        "group share": largest / ground.all_words,
        "group link share": grouped * (sums.linked / np.maximum(sums.words, 1))[best],
        "group item words": grouped * sums.words[best],
        "group items": grouped * alike[best],
        "group item links": grouped * sums.links[best],
        "group item images": grouped * sums.images[best],
        "group item prices": grouped * sums.prices[best],
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
    to_root = np.full(count, 99.0)
    for at in reversed(ground.ancestors):
        to_root = np.where(distances[at] < 99, distances[at], to_root)
    around = np.max([prose[at] for at in ground.ancestors[1:7]], axis=0)
    return {
        "levels to root": to_root,
        "prose": prose[ground.ancestors[1]] / best,
        "prose around": around / best,
    }


def _nearest(visible: Visible, ground: Ground) -> Measures:
    own = np.array(visible.shape.marks, np.int64)
    found = {}
    for name in NEAREST:
        has, distance = (own & BITS[name]) != 0, np.full(len(ground.words), FAR)
        for level in range(LEVELS - 1, -1, -1):
            distance = np.where(has[ground.ancestors[level]], level, distance)
        found[f"levels to {name}"] = distance
    return found


def _neighbours(found: Measures, ground: Ground) -> Measures:
    parents = ground.ancestors[1].astype(np.float64)
    neighbours: Measures = {}
    for step in (-3, -2, -1, 1, 2, 3):
        for name in ("words", "link share", "tag 0", "stops"):
            neighbours[f"{name} {step:+}"] = shifted(found[name], step)
        neighbours[f"same parent {step:+}"] = (shifted(parents, step) == parents).astype(float)
    for width in (7, 21):
        words = windowed(ground.words, width)
        linked = windowed(ground.words * ground.link_share, width)
        neighbours[f"words in {width}"] = words
        neighbours[f"link share in {width}"] = linked / np.maximum(words, 1)
    return neighbours


def shifted(column: Column, step: int) -> Column:
    """Give of each block what the one `step` before it has, -1 where there is none."""
    moved = np.full_like(column, -1)
    if abs(step) < len(column):
        target, origin = (slice(step, None), slice(None, -step))
        if step < 0:
            target, origin = slice(None, step), slice(-step, None)
        moved[target] = column[origin]
    return moved


def windowed(column: Column, width: int) -> Column:
    """Give of each block the sum over it and those around it."""
    half = width // 2
    total = np.concatenate(([0.0], np.cumsum(column)))
    numbers = np.arange(len(column))
    return total[np.minimum(numbers + half + 1, len(column))] - total[np.maximum(numbers - half, 0)]


def _repetitions(visible: Visible) -> Measures:
    texts = [block.text for block in visible.blocks]
    counts, seen, before = Counter(texts), Counter[str](), []
    for text in texts:
        before.append(seen[text])
        seen[text] += 1
    return {
        "repeated": np.array([counts[text] for text in texts], np.float64),
        "repeated before": np.array(before, np.float64),
    }

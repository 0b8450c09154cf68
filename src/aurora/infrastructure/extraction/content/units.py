"""Parts of a page that are kept or left out as a whole: tables, lists, code."""

from collections import defaultdict
from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.visible import Shape, Visible

WHOLE = frozenset({"table", "ul", "ol", "dl", "pre"})
LARGEST, AMONG = 0.5, 0.7
PERHAPS, PERHAPS_CODE = 0.2, 0.1

Chances = NDArray[np.float32]
Unit = list[int]


def parts(visible: Visible, layout: Set[int] = frozenset()) -> list[int]:
    """Give of each block the innermost table, list or code that it stands in, by the number of the
    element, 0 where there is none; elements that only lay out are none.
    """
    around = _around(visible.shape, layout)
    return [around[block.element] for block in visible.blocks]


def units(parts: Sequence[int], words: Chances) -> list[Unit]:
    """Give the blocks of each table, list and code; what holds most of the page is no part of it
    but how it is laid out.
    """
    limit = LARGEST * float(words.sum())
    found: dict[int, Unit] = defaultdict(list)
    for number, part in enumerate(parts):
        if part:
            found[part].append(number)
    sizes = words.tolist()
    return [unit for unit in found.values() if sum(sizes[block] for block in unit) <= limit]


def _around(shape: Shape, layout: Set[int]) -> list[int]:
    """Give of each element the innermost part that it is or stands in, 0 where there is none."""
    around: list[int] = []
    for element, (tag, parent) in enumerate(zip(shape.tags, shape.parents, strict=True)):
        part = tag in WHOLE and element not in layout
        around.append(element if part else around[parent] if element else 0)
    return around


def evened(chances: Chances, words: Chances, found: list[Unit]) -> Chances:
    """Give all blocks of a part the mean chance of its words."""
    even = chances.copy()
    if found:
        sizes = [len(unit) for unit in found]
        blocks, starts = np.concatenate(found), np.cumsum([0, *sizes[:-1]])
        weights = words[blocks] + 0.1
        sums = np.add.reduceat(chances[blocks] * weights, starts)
        even[blocks] = np.repeat(sums / np.add.reduceat(weights, starts), sizes)
    return even


def filled(
    kept: NDArray[np.bool_], chances: Chances, words: Chances, visible: Visible, found: list[Unit]
) -> NDArray[np.bool_]:
    """Keep also parts that are perhaps content and stand among much that is."""
    shape, held = visible.shape, visible.held(words)
    among = (held > 0) & (visible.held(words * kept) >= AMONG * held)
    whole = kept.copy()
    for unit in found:
        part = _part(shape, visible.blocks[unit[0]].element)
        least = PERHAPS_CODE if shape.tags[part] == "pre" else PERHAPS
        if chances[unit[0]] >= least and not kept[unit[0]]:
            whole[unit] = among[_outer(shape, part)].any()
    return whole


def _part(shape: Shape, element: int) -> int:
    while shape.tags[element] not in WHOLE:
        element = shape.parents[element]
    return element


def _outer(shape: Shape, element: int) -> list[int]:
    """Give the elements around one, but the page itself."""
    outer = []
    while element := shape.parents[element]:
        outer.append(element)
    return outer

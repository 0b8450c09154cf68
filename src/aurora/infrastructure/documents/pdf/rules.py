"""The straight lines that are drawn on a page."""

import ctypes
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from pypdfium2 import PdfObject, PdfPage, raw

from aurora.infrastructure.documents.pdf.frame import Box, Frame

THIN = 2.5
SHORTEST = 6.0
SMALLEST, LARGEST, ROUND = 1.0, 12.0, 1.25  # dots, and how much longer than wide they are
MOST_OBJECTS = 5_000
RECTANGLE = (4, 6)  # how many pieces the path of one has


class Rules(NamedTuple):
    """Lines across and lines down, each as thin boxes, and dots as small as bullets."""

    across: list[Box]
    down: list[Box]
    dots: list[Box]


def rules(page: PdfPage, frame: Frame) -> Rules:
    """Give the lines of the page, and the edges of its drawn rectangles; pages that are drawings
    of more than a few thousand parts are looked at in part.
    """
    found = Rules([], [], [])
    objects = page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=1)
    for each in islice(objects, MOST_OBJECTS):
        around = frame.seen(*each.get_bounds())
        for box in _edges(each, around):
            _sort(box, found)
        if _is_dot(around):
            found.dots.append(around)
    return found


def _edges(path: PdfObject, box: Box) -> Iterator[Box]:
    if min(box.width, box.height) <= THIN:
        yield box
    elif _stroked(path) and RECTANGLE[0] <= raw.FPDFPath_CountSegments(path.raw) <= RECTANGLE[1]:
        left, top, right, bottom = box
        yield Box(left, top, right, top)
        yield Box(left, bottom, right, bottom)
        yield Box(left, top, left, bottom)
        yield Box(right, top, right, bottom)


def _is_dot(box: Box) -> bool:
    short, long = sorted((box.width, box.height))
    return short >= SMALLEST and long <= min(ROUND * short, LARGEST)


def _stroked(path: PdfObject) -> bool:
    filled, stroked = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path.raw, ctypes.byref(filled), ctypes.byref(stroked))
    return bool(stroked.value)


def _sort(box: Box, found: Rules) -> None:
    if box.width >= max(SHORTEST, box.height):
        found.across.append(box)
    elif box.height >= SHORTEST:
        found.down.append(box)

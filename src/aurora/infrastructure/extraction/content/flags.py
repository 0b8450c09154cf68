"""The marks of many things at once."""

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.marks import NAMES


def flags(marks: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Give of each number its bits, as many as there are marks, in their order: 0 or 1."""
    octets = marks.astype("<i8")[..., None].view(np.uint8)
    return np.unpackbits(octets, axis=-1, count=len(NAMES), bitorder="little")

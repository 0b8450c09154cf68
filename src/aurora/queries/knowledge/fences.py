"""Leaves out fenced code: it shows how something looks and states nothing."""

import re
from collections.abc import Iterator

FENCED = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})[^`\n]*$.*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)",
    re.MULTILINE | re.DOTALL,
)


def prose(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the ranges within `[start, end)` that stand outside of fenced code, in order.

    The text before `start` tells whether the range begins inside of a fence.
    """
    begin = start
    for code in FENCED.finditer(text, 0, end):
        if code.end() > begin:
            if code.start() > begin:
                yield begin, code.start()
            begin = code.end()
    if begin < end:
        yield begin, end

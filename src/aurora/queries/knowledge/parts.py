"""The parts of texts, decoded."""

from functools import lru_cache

import msgspec

from aurora.domains.elements import Element, Elements

LARGE = 100_000


def parts(content: bytes) -> Elements:
    """Give the elements that a blob holds; those of lately asked ones are at hand, but for very
    large ones.
    """
    return _decoded(content) if len(content) > LARGE else _recent(content)


def _decoded(content: bytes) -> Elements:
    return Elements(msgspec.json.decode(content, type=list[Element]))


_recent = lru_cache(maxsize=256)(_decoded)

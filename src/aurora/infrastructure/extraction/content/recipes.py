"""What a dish takes and how it is cooked, as pages tell machines in JSON-LD and microdata beside
what they show: who makes the page says with it what is content, whatever that looks like.
"""

import html
import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.linked_data import DEEPEST
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.traces import COOKING

PROPERTIES = frozenset({"recipeInstructions", "recipeIngredient", "ingredients"})
TAG, OTHERS = re.compile(r"<[^<>]*>"), re.compile(r"[\W_]+")
LETTERS = 12  # in a row are no accident, though menus name dishes too
SIZE_LIMIT = 200_000
SURELY = 0.95

Chances = NDArray[np.float32]


def cooked(chances: Chances, page: ParsedPage, texts: Sequence[str]) -> Chances:
    """Raise the chances of blocks whose `texts` stand in a recipe that the page tells of."""
    if not page.may_have(*COOKING):
        return chances
    recipe = _recipe(page)
    lines = map(_letters, texts)
    told = [len(line) >= LETTERS and line in recipe for line in lines]
    return np.where(told, np.maximum(chances, np.float32(SURELY)), chances)


def _recipe(page: ParsedPage) -> str:
    told = (text for thing in page.told.things for text in _told(thing, DEEPEST))
    whole = "\n".join(dict.fromkeys(told))[:SIZE_LIMIT]
    lines = TAG.sub(" ", html.unescape(whole)).split("\n")
    return "\n".join(map(_letters, lines))


def _letters(text: str) -> str:
    """Give a text without what may be otherwise on the page: spaces, signs and capitals."""
    return OTHERS.sub("", text).casefold()


def _told(value: object, deep: int, *, inside: bool = False) -> Iterator[str]:
    if isinstance(value, str) and inside:
        yield value
    elif isinstance(value, list) and deep:
        for one in value:
            yield from _told(one, deep - 1, inside=inside)
    elif isinstance(value, dict) and deep:
        for name, one in value.items():
            yield from _told(one, deep - 1, inside=inside or name in PROPERTIES)

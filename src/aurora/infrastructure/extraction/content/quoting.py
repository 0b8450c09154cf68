"""What the posts of a thread quote: marked as quotations or named so, with whose words they are."""

import re

import numpy as np

from aurora.infrastructure.extraction.content.crediting import heads
from aurora.infrastructure.extraction.content.postings import Postings
from aurora.infrastructure.extraction.content.visible import NONE, Block, Shape

QUOTE, TABLE = "blockquote", "table"
CALLED = re.compile(
    r"(?<![a-z])(?:bbcode|bb|ips|mycode)?[Qq]uote(?:d|box|block|header|text)?(?![a-z])"
)
Quoted = dict[int, list[int]]


def quoted(postings: Postings) -> Quoted:
    """Give the blocks of each quotation in the texts of posts, by its outermost element; what is
    right above one and says whose words follow, or is named so, is of it.
    """
    quotes, found, blocks = _outermost(postings), Quoted(), postings.visible.blocks
    for number in np.flatnonzero(postings.body).tolist():
        quote = quotes[blocks[number].element]
        if quote != NONE and quote not in found:
            headed = number > 0 and postings.body[number - 1] and heads(blocks[number - 1])
            found[quote] = [number - 1] if headed else []
        if quote != NONE:
            found[quote].append(number)
    return found


def above_quote(shape: Shape, element: int) -> bool:
    """Tell whether a block quote comes right after an element."""
    after = int(shape.ends[element])
    beside = after < len(shape.parents) and shape.parents[after] == shape.parents[element]
    return beside and shape.tags[after] == QUOTE


def _outermost(postings: Postings) -> list[int]:
    shape = postings.visible.shape
    quotes = [NONE] * len(shape.parents)
    body = postings.bodies[postings.places_of]
    above = NONE
    for element in np.flatnonzero(body).tolist():
        parent = shape.parents[element]
        if quotes[parent] != NONE:
            quotes[element] = quotes[parent]
        elif body[parent] and _is_quote(postings, element):
            headed = above != NONE and shape.ends[above] == element
            quotes[element] = above if headed else element
            above = element if above_quote(shape, element) else NONE
    return quotes


def _is_quote(postings: Postings, element: int) -> bool:
    shape = postings.visible.shape
    tag, classes = shape.tags[element], shape.classes[element]
    if tag == TABLE:
        return heads(_first(postings, element))
    return tag == QUOTE or (classes is not None and CALLED.search(classes) is not None)


def _first(postings: Postings, element: int) -> Block:
    """Give the first block in an element; an empty one where there is none."""
    visible = postings.visible
    inside = (visible.elements >= element) & (visible.elements < visible.shape.ends[element])
    return visible.blocks[inside.argmax()] if inside.any() else Block(element)

"""Blocks cut where a line breaks: names from what is told of who has them, and texts from the
signatures below them.
"""

import re

from aurora.infrastructure.extraction.content.visible import Block

BREAK = "\n"
LINE = "_____"
RULE = re.compile(rf"\s*{LINE}_*\s*")


def first_line(block: Block) -> str:
    """Give the first line that says something."""
    if BREAK not in block.pieces:
        return block.text
    return "".join(block.pieces[: _cut(block)]).strip()


def after_first_line(block: Block) -> tuple[int, ...]:
    """Give the nodes below the first line that says something."""
    return _nodes(block, _cut(block))


def below_rule(block: Block) -> tuple[int, ...]:
    """Give the nodes from a line on that is nothing but a rule, as it stands above signatures."""
    if LINE not in block.text:
        return ()
    rules = (number for number, piece in enumerate(block.pieces) if RULE.fullmatch(piece))
    return _nodes(block, next(rules, len(block.pieces)))


def is_below_rule(block: Block) -> bool:
    """Tell whether a block begins with such a rule."""
    return block.text.startswith(LINE) and RULE.fullmatch(block.pieces[0]) is not None


def _cut(block: Block) -> int:
    said = False
    for number, piece in enumerate(block.pieces):
        if piece == BREAK and said:
            return number
        said = said or not piece.isspace()
    return len(block.pieces)


def _nodes(block: Block, start: int) -> tuple[int, ...]:
    """Give the nodes of the pieces from one on; pieces of white space alone come from none."""
    before = sum(not piece.isspace() for piece in block.pieces[:start])
    return tuple(block.nodes[before:])

"""Whose words a quotation is, and what of a block are these words."""

import re

from aurora.infrastructure.extraction.content.visible import Block

HEADED = re.compile(
    r"quote:?|(?:originally posted by|quote from:?) .{1,80}|.{1,80} (?:wrote|said|posted|schrieb"
    r"|escribió|a écrit|ha scritto|schreef|napisał\(a\)|escreveu)\b.{0,3}",
    re.IGNORECASE,
)


def heads(block: Block) -> bool:
    """Tell whether a block says nothing but whose words follow."""
    return HEADED.fullmatch(block.text) is not None


def longest(block: Block) -> str:
    """Give the longest piece of a block: what is said, where whose words it is stands before it."""
    return " ".join(max(block.pieces, key=len, default="").split())

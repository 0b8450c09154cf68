"""Rich text as its tokens: groups, words of control, signs and texts."""

import re
from collections import Counter
from collections.abc import Iterator

TOKEN = re.compile(
    rb"[{}]|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'[0-9a-fA-F]{2}|\\.|[^\\{}]+",
    re.DOTALL,
)
BINARY = b"bin"


def tokens(content: bytes) -> Iterator[tuple[re.Match[bytes], bytes]]:
    """Give the tokens, each with all that belongs to it: bytes of a picture belong to the word that
    counts them.
    """
    at = 0
    while token := TOKEN.match(content, at):
        at = token.end() + (max(0, number_of(token) or 0) if token["word"] == BINARY else 0)
        yield token, content[token.start() : at]


def number_of(token: re.Match[bytes]) -> int | None:
    """Give the number that a word is written with."""
    return int(token["number"]) if token["number"] else None


def is_cut(content: bytes) -> bool:
    """Tell whether a group is open at the end."""
    found = Counter(token[0] for token, _ in tokens(content))
    return found[b"{"] > found[b"}"]

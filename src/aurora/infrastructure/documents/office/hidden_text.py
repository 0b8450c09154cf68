"""Rich text without what it hides, and what it says was deleted."""

import re
from collections.abc import Iterator

MARKS = re.compile(rb"\\(?:v|deleted)(?![a-zA-Z])")
TOKEN = re.compile(
    rb"[{}]|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,9})? ?|\\'[0-9a-fA-F]{2}|\\.|[^\\{}]+",
    re.DOTALL,
)
HIDING, PLAIN, CHARACTER, BINARY = frozenset({b"v", b"deleted"}), b"plain", b"u", b"bin"
NOTHING: frozenset[bytes] = frozenset()


def shown(content: bytes) -> bytes:
    """Give the document with what is shown of its text alone, and with all its words of control."""
    return b"".join(_pieces(content)) if MARKS.search(content) else content


def _pieces(content: bytes) -> Iterator[bytes]:
    hidden, around, at = NOTHING, [NOTHING], 0
    while token := TOKEN.match(content, at):
        word, at = token["word"], _end(token)
        if token[0] == b"{":
            around.append(hidden)
        elif token[0] == b"}":
            hidden = around.pop() if len(around) > 1 else NOTHING
        elif word:
            hidden = _hidden(hidden, token)
        if not hidden or token[0] in b"{}" or (word and word != CHARACTER):
            yield content[token.start() : at]


def _end(token: re.Match[bytes]) -> int:
    """Tell where a token ends: bytes of a picture belong to the word that counts them."""
    return token.end() + (max(0, int(token["number"] or 0)) if token["word"] == BINARY else 0)


def _hidden(hidden: frozenset[bytes], token: re.Match[bytes]) -> frozenset[bytes]:
    """Give the words that hide what follows."""
    if token["word"] == PLAIN:
        return NOTHING
    word = HIDING & {token["word"]}
    return hidden - word if token["number"] and not int(token["number"]) else hidden | word

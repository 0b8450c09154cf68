"""Rich text without what it hides, and what it says was deleted."""

import re
from collections.abc import Iterator

from aurora.infrastructure.documents.office.rich_text_tokens import number_of, tokens

MARKS = re.compile(rb"\\(?:v|deleted)(?![a-zA-Z])")
HIDING, PLAIN, CHARACTER = frozenset({b"v", b"deleted"}), b"plain", b"u"
NOTHING: frozenset[bytes] = frozenset()


def shown(content: bytes) -> bytes:
    """Give the document with what is shown of its text alone, and with all its words of control."""
    return b"".join(_pieces(content)) if MARKS.search(content) else content


def _pieces(content: bytes) -> Iterator[bytes]:
    hidden, around = NOTHING, [NOTHING]
    for token, whole in tokens(content):
        word = token["word"]
        if token[0] == b"{":
            around.append(hidden)
        elif token[0] == b"}":
            hidden = around.pop() if len(around) > 1 else NOTHING
        elif word:
            hidden = _hidden(hidden, token)
        if not hidden or token[0] in b"{}" or (word and word != CHARACTER):
            yield whole


def _hidden(hidden: frozenset[bytes], token: re.Match[bytes]) -> frozenset[bytes]:
    """Give the words that hide what follows."""
    if token["word"] == PLAIN:
        return NOTHING
    word = HIDING & {token["word"]}
    return hidden - word if number_of(token) == 0 else hidden | word

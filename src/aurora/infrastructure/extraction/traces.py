"""Words without which the source of a page holds nothing of some kind. All are looked for at once,
which takes less time than to look through the elements of a page for one of them.
"""

from collections.abc import Iterable
from functools import cache

import re2

from aurora.infrastructure.extraction.hidden import NEVER_SEEN

BASE, TABLE, FIGURE, MEDIAWIKI = b"<base", b"<table", b"<figure", b"mediawiki"
SCOPED, TYPED = b"itemscope", b"itemtype"
SHADED, FRAMED, STREAMED = b"shadowrootmode", b"srcdoc", (b"$RC(", b"$RR(", b"$RS(")
LINE_THROUGH, STRIKING = b"line-through", (b"</s>", b"</strike>", b"</del>")
HIDING = (b"hidden", b"display")  # "visibility: hidden" has the first
NOTING = (b"footnote", b"endnote", b"citation", b"biblioentry")
OPENING = (b"data-target", b"data-bs-target", b"aria-controls")
COOKING = (b"recipeinstructions", b"recipeingredient")
TABBING = (b"tabpanel", b"tab-pane", b"tabbed-", b"vp-code-group")
DATING = (b"date", b"datum", b"fecha", b"publi", b"posted")
TIMING = (b"<time", b"published")
CREDITING = (b"author", b"byline", b"c:creator", b"s:creator")
LICENSED, COMMONS = b"license", b"creativecommons.org"

WORDS = (
    *(BASE, TABLE, FIGURE, MEDIAWIKI, SCOPED, TYPED, SHADED, FRAMED, LINE_THROUGH, LICENSED),
    *(COMMONS, *STREAMED, *STRIKING, *HIDING, *NOTING, *OPENING, *COOKING, *TABBING, *DATING),
    *(*TIMING, *CREDITING, *NEVER_SEEN),
)
NUMBERS = {word: number for number, word in enumerate(WORDS)}


class Traces:
    """Which of these words stand in a source, in capitals or not."""

    def __init__(self, source: bytes) -> None:
        self._found = frozenset(_words().Match(source) or ())

    def __contains__(self, word: bytes) -> bool:
        return NUMBERS[word] in self._found

    def any(self, words: Iterable[bytes]) -> bool:
        """Tell whether one of some words does."""
        return any(word in self for word in words)


@cache
def _words() -> "re2.Set":
    options = re2.Options()
    options.literal, options.case_sensitive, options.never_capture = True, False, True
    options.encoding = re2.Options.Encoding.LATIN1
    words = re2.Set.SearchSet(options)
    for word in WORDS:
        words.Add(word)
    words.Compile()
    return words

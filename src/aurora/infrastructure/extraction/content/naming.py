"""How likely it is that what stands in each post of a thread is who wrote it."""

import re
from collections.abc import Sequence

from aurora.infrastructure.extraction.content.beside_texts import Alike
from aurora.infrastructure.extraction.content.broken import first_line
from aurora.infrastructure.extraction.content.labelling import are_labels
from aurora.infrastructure.extraction.content.marks import BITS
from aurora.infrastructure.extraction.content.signs import is_dated
from aurora.infrastructure.extraction.content.visible import Block

WRITER = BITS["user"] | BITS["byline"]
NAMED = re.compile(r"user|author|poster|nick|name|member|byline|creator", re.IGNORECASE)
ABOUT = re.compile(
    r"title|rank|badge|banner|group|role|avatar|location|stat|flair|extra|menu|reput",
    re.IGNORECASE,
)
LETTER = re.compile(r"[^\W\d_]")
HALF, WORDS, LETTERS = 0.5, 4.5, 2
LIKELY = 2.5


def names(alike: Alike, blocks: Sequence[Block], *, first: bool) -> float:
    """Score blocks of posts as names; below LIKELY are none. `first` are those that posts begin
    with. What more there is in a block than its first line is told about who is named.
    """
    texts = [first_line(block) for block in blocks]
    called, writer = NAMED.search(alike.own), blocks[0].marks & WRITER
    told = called or (writer and first)
    if not _may_be(texts) or (not told and are_labels([block.text for block in blocks])):
        return 0.0
    linked = sum(2 * block.linked > len(block.text) for block in blocks)
    return (
        2 * bool(writer)
        + 3 * bool(called)
        + 2 * bool(NAMED.search(alike.around))
        - 4 * bool(ABOUT.search(alike.own))
        + 2 * (linked > HALF * len(texts))
        + 2 * first
        + alike.tag.startswith("h")
        + len(set(texts)) / len(texts)
    )


def _may_be(texts: Sequence[str]) -> bool:
    """Tell whether texts are as short as names, and no dates, numbers, labels and initials, as they
    stand for pictures of people.
    """
    words, letters = sum(len(text.split()) for text in texts), sum(map(len, texts))
    other = sum(":" in text or is_dated(text) for text in texts)
    initials = sum(text[1:2] in ("", " ") for text in texts)
    short = words <= WORDS * len(texts) and letters > LETTERS * len(texts)
    return (
        short and max(other, initials) <= HALF * len(texts) and LETTER.search(texts[0]) is not None
    )

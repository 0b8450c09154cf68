"""How many attributes an element has: parsers take the square of it in time."""

import re
from collections.abc import Iterator

from aurora.domains.unreadable import Unreadable, UnreadableReason

SUSPECT, SHORTEST, LIMIT = 5_000, 20_000, 5_000
# a quotation mark begins a value behind an equals sign alone
QUOTED = r"\"[^\"]*+\"|'[^']*+'"
LONG_TAG = re.compile(rf"<[a-zA-Z](?:[^=>]++|=\s*+(?:{QUOTED})?+)*+")
VALUE = re.compile(rf"=\s*+(?:{QUOTED}|[^\s>]*+)")

CODE = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1|\Z)", re.IGNORECASE | re.DOTALL)


def check_attributes(html: str) -> None:
    """Raise Unreadable for an element that no page needs."""
    if _too_many(html) and _too_many(CODE.sub("", html)):
        detail = f"an element has more than {LIMIT:,} attributes"
        raise Unreadable(UnreadableReason.LIMIT, detail)


def _too_many(html: str) -> bool:
    return any(
        found.end() - found.start() >= SHORTEST and _attributes(found[0]) > LIMIT
        for found in _likely(html)
    )


def _likely(html: str) -> Iterator[re.Match[str]]:
    """Give the tags in which much stands."""
    for begun, ended in _suspects(html):
        start = html.find("<", begun, ended)
        while start >= 0:
            tag = LONG_TAG.match(html, start)
            if tag:
                yield tag
            start = html.find("<", tag.end() if tag else start + 1, ended)


def _suspects(html: str) -> Iterator[tuple[int, int]]:
    """Give where so much stands without the end of a tag, with the last that may begin one before
    it; of what is less, most is seen at its end alone.
    """
    begun = last = 0
    while begun + SUSPECT <= len(html):
        end = html.rfind(">", begun, begun + SUSPECT)
        if end < 0:
            end = html.find(">", begun + SUSPECT) % (len(html) + 1)
            yield max(html.rfind("<", last, begun), last), end
            last = end
        begun = end + 1


def _attributes(tag: str) -> int:
    return len(VALUE.sub(" ", tag).split()) - 1

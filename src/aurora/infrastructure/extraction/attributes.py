"""How many attributes an element has: parsers take the square of it in time."""

import re

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
        detail = f"an element has more than {LIMIT} attributes"
        raise Unreadable(UnreadableReason.LIMIT, detail)


def _too_many(html: str) -> bool:
    return _suspect(html) and any(
        found.end() - found.start() >= SHORTEST and _attributes(found[0]) > LIMIT
        for found in LONG_TAG.finditer(html)
    )


def _suspect(html: str) -> bool:
    """Tell whether so much stands anywhere without the end of a tag; most that does is seen at its
    end alone.
    """
    begun = 0
    while begun + SUSPECT <= len(html):
        end = html.rfind(">", begun, begun + SUSPECT)
        if end < 0:
            return True
        begun = end + 1
    return False


def _attributes(tag: str) -> int:
    return len(VALUE.sub(" ", tag).split()) - 1

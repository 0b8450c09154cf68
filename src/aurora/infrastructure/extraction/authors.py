"""The names of who wrote a page, without what is written around them."""

import re
from collections.abc import Iterable, Iterator

from aurora.infrastructure.extraction.linked_data import words

LIMIT, LONGEST = 20, 100
BEFORE = re.compile(
    r"^(?:(?:written|posted|published|escrito|publicado)\s+)?(?:by|por|de autoria de|author|autor"
    r"|texto)\b\s*:?\s+",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*(?:;|\||\n|,?\s+(?:and|e|y|und|et)\s+|&)\s*")
NO_NAME = re.compile(r"https?:|www\.|\S+@\S+|^@|^\W*$|\d{4}", re.IGNORECASE)


def author_names(values: Iterable[object]) -> tuple[str, ...]:
    """Give each name once, in order."""
    found: dict[str, str] = {}
    for value in values:
        for name in _names(value):
            found.setdefault(name.casefold(), name)
        if len(found) >= LIMIT:
            break
    return tuple(found.values())[:LIMIT]


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = value.get("name") or " ".join(
            filter(None, (words(value.get("givenName")), words(value.get("familyName"))))
        )
    text = BEFORE.sub("", words(value) or "")
    for part in BETWEEN.split(text):
        name = part.strip(" ,.")
        if 1 < len(name) <= LONGEST and not NO_NAME.search(name):
            yield name

"""The meta elements of a page: OpenGraph, Dublin Core, citation tags and their like."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.linked_data import words

META_LIMIT = 1_000
DESCRIBING = "body [itemscope] meta[itemprop]"
NAMES = ("property", "name", "itemprop", "http-equiv")


class Metadata:
    """What is said in them, by name; what they say of a thing in the page is left to microdata."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._said: dict[str, list[str]] = defaultdict(list)
        others = {node.mem_id for node in tree.css(DESCRIBING)}
        for node in tree.css("meta[content]")[:META_LIMIT]:
            if node.mem_id in others:
                continue
            given = node.attributes
            text = words(given["content"])
            for name in NAMES:
                if text and (key := given.get(name)):
                    self._said[_key(key)].append(text)

    def first(self, names: Sequence[str]) -> str | None:
        """Give what the first of the names that is there says first."""
        return next(self.all(names), None)

    def all(self, names: Sequence[str]) -> Iterator[str]:
        """Give what is said under the names, in their order."""
        for name in names:
            yield from self._said.get(name, ())


def _key(name: str) -> str:
    """Write a name as all write it: in small letters, with a point after Dublin Core's prefix."""
    key = name.strip().lower().replace("dcterms:", "dcterms.").replace("dc:", "dc.")
    return key.replace("dcterms.", "dc.")

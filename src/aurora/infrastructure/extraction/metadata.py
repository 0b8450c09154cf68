"""The meta elements of a page: OpenGraph, Dublin Core, citation tags and their like."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborHTMLParser

from aurora.infrastructure.extraction.linked_data import words
from aurora.infrastructure.extraction.parsed import ParsedPage
from aurora.infrastructure.extraction.traces import SCOPED

LANGUAGE = re.compile(r"\s*([a-zA-Z]{2,3})((?:[-_][a-zA-Z0-9]{2,8})*)(?=\s*(?:[,;]|$))")
META_LIMIT = 1_000
DESCRIBING = "body [itemscope] meta[itemprop]"
NAMES = ("property", "name", "itemprop", "http-equiv")


class Metadata:
    """What is said in them, by name: first as Open Graph writes it, as a property. What they say of
    a thing in the page is left to microdata.
    """

    def __init__(self, page: ParsedPage) -> None:
        self._said: dict[str, list[str]] = defaultdict(list)
        described = page.tree.css(DESCRIBING) if page.may_have(SCOPED) else ()
        others = {node.mem_id for node in described}
        metas = page.tree.css("meta[content]")[:META_LIMIT]
        told = [node.attributes for node in metas if node.mem_id not in others]
        texts = [words(given["content"]) for given in told]
        for name in NAMES:
            for given, text in zip(told, texts, strict=True):
                if text and (key := given.get(name)):
                    self._said[_key(key)].append(text)

    def first(self, names: Sequence[str]) -> str | None:
        """Give what the first of the names that is there says first."""
        return next(self.all(names), None)

    def all(self, names: Sequence[str]) -> Iterator[str]:
        """Give what is said under the names, in their order."""
        for name in names:
            yield from self._said.get(name, ())


def root_language(tree: LexborHTMLParser) -> str | None:
    """Give the language that the root of a page names."""
    given = tree.root.attributes if tree.root else {}
    return language_tag(given.get("lang")) or language_tag(given.get("xml:lang"))


def language_tag(said: str | None) -> str | None:
    """Write the first language that is named by BCP 47, as `pt-BR`."""
    found = LANGUAGE.match(said or "")
    return found[1].lower() + found[2].replace("_", "-") if found else None


def _key(name: str) -> str:
    """Write a name as all write it: in small letters, with a point after Dublin Core's prefix."""
    key = name.strip().lower().replace("dcterms:", "dcterms.").replace("dc:", "dc.")
    return key.replace("dcterms.", "dc.")

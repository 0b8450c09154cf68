"""With which forum, or which maker of manuals, a page is made: by what these programs write of
themselves into each page, and not by names in addresses, where the same letters stand by chance.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from selectolax.lexbor import LexborNode

Traces = Mapping[str, frozenset[str]]

FORUMS: Traces = {
    "discourse": frozenset({"generator discourse"}),
    "phpbb": frozenset({"id phpbb"}),
    "xenforo": frozenset({"id xf", "id xenforo"}),
    "vbulletin": frozenset({"generator vbulletin", "id vbulletin_html"}),
    "smf": frozenset({"file smf_jquery_plugins.js"}),
    "nodebb": frozenset({"generator nodebb", "file nodebb.min.js"}),
}
MANUALS: Traces = {
    "sphinx": frozenset({"generator sphinx", "file sphinx_highlight.js", "file doctools.js"}),
    "docusaurus": frozenset({"generator docusaurus"}),
    "mkdocs": frozenset({"generator mkdocs"}),
    "vitepress": frozenset({"generator vitepress"}),
    "gitbook": frozenset({"generator gitbook"}),
}
WORD = re.compile(r"[a-z]+")


def makers(left: Iterable[LexborNode]) -> dict[str, float]:
    """Tell of each program whether it made the page, as `by phpbb`, from the elements in which such
    programs leave traces.
    """
    found = frozenset(chain.from_iterable(map(_traces, left)))
    programs = {**FORUMS, **MANUALS}.items()
    return {f"by {name}": float(not traces.isdisjoint(found)) for name, traces in programs}


def _traces(node: LexborNode) -> Iterator[str]:
    """Give the words of a generator, the name of the file of a script, and the id of an element."""
    given: Mapping[str, str | None] = node.attributes
    for word in WORD.findall((given.get("content") or "").lower()):
        yield f"generator {word}"
    if address := given.get("src"):
        yield f"file {address.partition('?')[0].rpartition('/')[2].lower()}"
    if name := given.get("id"):
        yield f"id {name.lower()}"

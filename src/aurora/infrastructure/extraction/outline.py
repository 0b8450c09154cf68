"""Pages in outline: facts, links and what they ask of robots, by lexbor, which reads HTML as
browsers do and faster than lxml.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from aurora.domains.perception.agent import OURS
from aurora.domains.perception.types import Extracted
from aurora.domains.perception.url import Urls
from aurora.infrastructure.extraction.directives import meta_directives, said_to_robots
from aurora.infrastructure.extraction.links import base, canonical_url, links
from aurora.infrastructure.extraction.parsed import ParsedPage

TELLING = (
    "base[href], meta[name], meta[http-equiv], title, h1, a[href], area[href], link[href][rel], "
    "frame[src]"
)
PARTS = {"base": "base", "meta": "meta", "title": "title", "h1": "title"}
LANGUAGE = re.compile(r"\s*([a-zA-Z]{2,3})(?![a-zA-Z])")


def outline(page: ParsedPage, urls: Urls, agent: str = OURS) -> Extracted:
    """Give what the page says but its text, and what it asks of `agent`; of a page without an
    address no links.
    """
    tree, url = page.tree, page.url
    found: dict[str, list[LexborNode]] = defaultdict(list)
    for node in tree.css(TELLING):
        found[PARTS.get(node.tag or "", "links")].append(node)
    start = base(found["base"], url, urls) if url else None
    leading = (*found["meta"], *found["links"])
    asked = meta_directives(said_to_robots(found["meta"], agent))
    return Extracted(
        text="",
        title=_title(found["title"]),
        language=_language(tree),
        canonical_url=canonical_url(found["links"], start, urls) if start else None,
        links=links(leading, start, urls) if start and asked.follow else (),
        index=asked.index,
        follow=asked.follow,
    )


def _title(nodes: Iterable[LexborNode]) -> str | None:
    for node in nodes:
        if title := " ".join(node.text().split()):
            return title
    return None


def _language(tree: LexborHTMLParser) -> str:
    attributes = tree.root.attributes if tree.root else {}
    stated = LANGUAGE.match(attributes.get("lang") or attributes.get("xml:lang") or "")
    return stated[1].lower() if stated else "und"

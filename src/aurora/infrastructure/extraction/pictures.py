"""Pictures of a page: where they are to be had, and what is said to be seen on them."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from selectolax.lexbor import LexborNode

from aurora.domains.blocks import Image
from aurora.infrastructure.extraction.charset import CONTROL
from aurora.infrastructure.extraction.targets import Targets

Given = Mapping[str, str | None]

SOURCES = ("data-src", "data-original", "data-lazy-src", "data-hi-res-src", "src")
SETS = ("data-srcset", "data-lazy-srcset", "srcset")
# an address, the comma right behind it or its size (https://html.spec.whatwg.org/#parse-a-srcset-attribute)
CANDIDATE = re.compile(
    r"[\s,]*+(\S*[^\s,])(?:,|(?:\s++(\d{1,7}(?:\.\d{1,4})?)[wx](?=[\s,]|$))?+[^,]*+)"
)
LISTED, CANDIDATES = 20_000, 50
BETWEEN = ", \t\n\r\f"
BLANK = re.compile(r"^data:|(?:^|/)(?:blank|spacer|pixel|transparent|1x1)\.(?:gif|png)", re.I)
TINY = frozenset({"0", "1", "2"})
SIGN = re.compile(r"[^\w\s]{1,8}|:[\w+-]{1,30}:")
ALT_LIMIT = 2_000


def picture(node: LexborNode, targets: Targets) -> Image | None:
    """Give the picture, None for what only measures or decorates."""
    given = node.attributes
    if given.get("width") in TINY or given.get("height") in TINY:
        return None
    alt = " ".join(CONTROL.sub("", given.get("alt") or "").split())[:ALT_LIMIT]
    source = next(filter(None, map(targets, _sources(node, given))), None)
    return Image(alt=alt, source=source) if alt or source else None


def sign(node: LexborNode) -> str | None:
    """Give what a picture stands for that is shown amid words, as emoji are."""
    alt = (node.attributes.get("alt") or "").strip()
    return alt if SIGN.fullmatch(alt) else None


def absolute_set(listed: str, targets: Targets) -> str | None:
    """Give a `srcset` whose addresses are absolute, without those that lead nowhere; None where
    there is no other.
    """
    found = (
        (targets(one[1]), one[0][one.end(1) - one.start() :].strip(BETWEEN))
        for one in CANDIDATE.finditer(_stripped(listed))
    )
    pictures = (f"{address} {size}".strip() for address, size in found if address)
    return ", ".join(islice(pictures, CANDIDATES)) or None


def _sources(node: LexborNode, given: Given) -> Iterator[str]:
    yield from _named(given)
    parent = node.parent
    if parent is not None and parent.tag == "picture":
        for one in parent.css("source"):
            yield from _largest(one.attributes)
    if instead := _instead(node):
        yield from _named(instead.attributes)


def _named(given: Given) -> Iterator[str]:
    for name in SOURCES:
        if (source := given.get(name)) and not BLANK.search(source):
            yield source
    yield from _largest(given)


def _instead(node: LexborNode) -> LexborNode | None:
    """Give the picture that is shown where no script puts another in its place."""
    after = node.next
    if after is not None and after.tag == "-text":
        after = after.next
    return after.css_first("img", None) if after is not None and after.tag == "noscript" else None


def _largest(given: Given) -> Iterator[str]:
    """Give of pictures of several sizes the largest."""
    for name in SETS:
        found = CANDIDATE.findall(_stripped(given.get(name) or ""))[:CANDIDATES]
        sizes = [(float(size or 0), source) for source, size in found if not BLANK.search(source)]
        if sizes:
            yield max(sizes)[1]


def _stripped(listed: str) -> str:
    return listed[:LISTED].strip(BETWEEN)

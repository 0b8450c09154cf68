"""The formats in which sites announce URLs, told apart by their content."""

import re
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from aurora.infrastructure.web.decoding import Body
from aurora.infrastructure.web.listing import Entry, Listing, NoListing
from aurora.infrastructure.web.sitemap_xml import read_xml

GZIP = b"\x1f\x8b"
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
LINK = re.compile(r"\]\(\s*<?((?:[^\s<>()]|\([^\s<>()]*\))+)")
RATIO = 200


def read(content: bytes, *, markdown: bool, limit: int, size: int) -> Listing:
    """Read XML, Markdown links or one URL a line, packed with gzip or not.

    A packed file may grow to `size` bytes. Raises NoListing for anything else, FetchFailed for a
    packed file that is damaged, a bomb or too large.
    """
    content = _unpacked(content, size).removeprefix(b"\xef\xbb\xbf")
    if not content.startswith(UTF_16):
        content = content.lstrip()
    if content.startswith((b"<", *UTF_16)):
        return read_xml(content, limit=limit)
    text = content.decode("utf-8", "replace")
    listing = _listed(_linked(text) if markdown else _lines(text), limit)
    if not (listing.entries or markdown):
        raise NoListing("names no URL")
    return listing


def _unpacked(content: bytes, size: int) -> bytes:
    if not content.startswith(GZIP):
        return content
    body = Body("gzip", limit=size, ratio=RATIO)
    body.add(content)
    return body.finish()


def _linked(text: str) -> Iterator[str]:
    found = (match[1] for match in LINK.finditer(text))
    return (url for url in found if not url.startswith("#"))


def _lines(text: str) -> Iterator[str]:
    lines = (line.strip() for line in StringIO(text))
    return (line for line in lines if line[:8].lower().startswith(("http://", "https://")))


def _listed(urls: Iterator[str], limit: int) -> Listing:
    entries = [Entry((url,)) for url in islice(urls, limit)]
    return Listing(entries=entries, complete=next(urls, None) is None)

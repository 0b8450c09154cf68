"""The formats in which sites announce URLs, told apart by their content."""

import re

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
    return _listed(_linked(text) if markdown else _lines(text), limit)


def _unpacked(content: bytes, size: int) -> bytes:
    if not content.startswith(GZIP):
        return content
    body = Body("gzip", limit=size, ratio=RATIO)
    body.add(content)
    return body.finish()


def _linked(text: str) -> list[str]:
    return [url for url in LINK.findall(text) if not url.startswith("#")]


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines()]
    urls = [line for line in lines if line.lower().startswith(("http://", "https://"))]
    if not urls:
        raise NoListing("names no URL")
    return urls


def _listed(urls: list[str], limit: int) -> Listing:
    entries = [Entry((url,)) for url in dict.fromkeys(urls[:limit])]
    return Listing(entries=entries, complete=len(urls) <= limit)

"""The packet of XMP (ISO 16684-1) in which a PDF as a whole is described, found among its bytes."""

import re
import zlib
from collections.abc import Iterator

LARGEST, MOST = 1 << 20, 100  # bytes of a packet, and mentions of one that are looked at
NEAR, NUMBERS = 4_000, 20  # bytes from a mention to the ends of its object, and of its number
HEAD = re.compile(rb"(\d{1,10})\s+\d{1,5}\s+$")
STREAM = re.compile(rb"stream\r?\n")
REFERENCE = re.compile(rb"/Metadata\s+(\d{1,10})\s+\d{1,5}\s+R\b")
OF_PDF = b"http://ns.adobe.com/pdf/"  # pictures within it say nothing of that
BEGIN, END = b"<rdf:RDF", b"</rdf:RDF>"


def packet(content: bytes) -> bytes | None:
    """Give the RDF of the packet that the catalog names; where it cannot be read, of the only one
    that says something of a PDF.
    """
    found = dict(_packets(content))
    if named := _named(content) if found else None:
        return found.get(named)
    of_pdf = [rdf for rdf in found.values() if OF_PDF in rdf]
    return of_pdf[0] if len(of_pdf) == 1 else None


def _named(content: bytes) -> bytes | None:
    """Give the number of the object that the last catalog names as its description."""
    at = content.rfind(b"/Catalog")
    begin = max(content.rfind(b"obj", 0, max(at, 0)), at - NEAR)
    whole = content[begin : at + NEAR].partition(b"endobj")[0] if at >= 0 else b""
    reference = REFERENCE.search(whole)
    return reference[1] if reference else None


def _packets(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give packets by the numbers of their objects; a later one of that number is the newer one."""
    at = content.find(b"/Metadata")
    for _ in range(MOST):
        if at < 0:
            return
        stream = STREAM.search(content, at, at + NEAR)
        begin = content.rfind(b"obj", max(at - NEAR, 0), at)
        number = HEAD.search(content[max(begin - NUMBERS, 0) : max(begin, 0)])
        whole = stream and number and content.find(b"endobj", begin, stream.start()) < 0
        if stream and number and whole and (rdf := _rdf(content, begin, stream.end())):
            yield number[1], rdf
        at = content.find(b"/Metadata", at + 1)


def _rdf(content: bytes, begin: int, end: int) -> bytes | None:
    """Give the RDF in a stream, of which its object tells from one place to another."""
    xml = content[end : end + LARGEST].partition(b"endstream")[0]
    if content.find(b"FlateDecode", begin, end) >= 0:
        try:
            xml = zlib.decompressobj().decompress(content[end : end + LARGEST], LARGEST)
        except zlib.error:
            return None
    first, last = xml.find(BEGIN), xml.find(END)
    return xml[first : last + len(END)] if 0 <= first < last else None

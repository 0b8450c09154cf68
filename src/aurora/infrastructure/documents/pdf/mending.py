"""PDFs that lost their end, where the table of their objects is, and none of these."""

import re
from itertools import pairwise

OBJECT = re.compile(rb"\b(\d{1,9} \d{1,5}) obj\b")
REFERENCE = re.compile(rb"\b(\d{1,9} \d{1,5}) R\b")
CATALOG = re.compile(rb"/Type\s*/Catalog\b")
LOCK = re.compile(rb"/Filter\s*/Standard\b")
STREAM = re.compile(rb"\bstream\r?\n")


def mended(content: bytes) -> bytes | None:
    """Give a PDF with an end that leads to its catalogue, None where there is none or an object is
    missing: half of a document would be taken for all, or read without its fonts.
    """
    found = list(OBJECT.finditer(content))
    starts = [one.start() for one in found]
    told: set[bytes] = set()
    catalog: bytes | None = None
    for one, (_, end) in zip(found, pairwise([*starts, len(content)]), strict=True):
        body = content[one.end() : end]
        head = STREAM.split(body, maxsplit=1)[0]
        if b"endobj" not in body or LOCK.search(head):
            return None
        told.update(REFERENCE.findall(head))
        catalog = one[1] if CATALOG.search(head) else catalog
    if catalog is None or told - {one[1] for one in found}:
        return None
    return content + b"\ntrailer\n<</Root %s R>>\nstartxref\n0\n%%%%EOF\n" % catalog

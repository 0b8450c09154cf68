"""The parts of a ZIP container, read under limits and never written anywhere."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from aurora.domains.unreadable import Unreadable, UnreadableReason

LARGEST = 64 << 20
LOCKED = 0x1  # of a ZIP entry's flags
# NotImplementedError is zipfile's word for a way of packing that it does not know
UNPACKED_BADLY = (BadZipFile, EOFError, NotImplementedError, zlib.error)


@contextmanager
def container(content: bytes) -> Iterator[ZipFile]:
    """Open a container; raises Unreadable for one that a password locks."""
    with ZipFile(BytesIO(content)) as opened:
        if any(entry.flag_bits & LOCKED for entry in opened.infolist()):
            detail = "the document is locked by a password"
            raise Unreadable(UnreadableReason.ENCRYPTED, detail)
        yield opened


def part(opened: ZipFile, name: str, most: int = LARGEST) -> bytes:
    """Give a part; raises Unreadable for one that unpacks to more than that."""
    with opened.open(name) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        detail = f"a part of the document unpacks to more than {most:,} bytes"
        raise Unreadable(UnreadableReason.TOO_LARGE, detail)
    return content


def markup(content: bytes) -> etree._Element:
    """Parse XML without fetching or unfolding anything that it refers to."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(content, parser)

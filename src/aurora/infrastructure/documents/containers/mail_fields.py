"""The fields in the head of an e-mail, as people read them."""

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from contextlib import suppress
from email.errors import InvalidHeaderDefect
from email.message import Message
from quopri import decodestring

from aurora.infrastructure.extraction.charset import NotText, decode

UNKNOWN = "\ufffd"
# words in letters that mail has no room for (RFC 2047), with the language they may state (RFC 2231)
ENCODED = re.compile(
    r"=\?(?P<charset>[^?*\s]+)(?:\*[^?\s]*)?\?(?P<how>[bq])\?(?P<held>[^?]*)\?=(?:\s+(?==\?))?",
    re.IGNORECASE,
)


def field(message: Message, name: str) -> str:
    """Give a header, also where semicolons part recipients; one that cannot be read is empty."""
    try:
        header = message.get(name)
        said = " ".join(str(header or "").split())
    except Exception:  # the parser of headers fails in many ways on those of spam
        header, said = None, UNKNOWN
    if UNKNOWN not in said and not _is_cut(header):
        return said
    kept = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    with suppress(NotText, binascii.Error):
        return " ".join("".join(words(kept)).split())
    return ""


def _is_cut(header: object) -> bool:
    """Tell whether a header was read up to something that is no address alone."""
    faults = getattr(header, "defects", ())
    return any(isinstance(one, InvalidHeaderDefect) for one in faults)


def words(kept: str) -> Iterator[str]:
    """Give the words of a header whatever charset they are in, even if another one is stated; a
    character may be cut in two by the end of an encoded word. Raises NotText and binascii.Error.
    """
    at, charset, held = 0, "", b""
    for word in ENCODED.finditer(kept):
        if (bare := kept[at : word.start()]) or charset != word["charset"].lower():
            yield decoded(held, charset) + decoded(bytes_of(bare))
            held = b""
        charset, at = word["charset"].lower(), word.end()
        held += _unpacked(word["held"], word["how"])
    yield decoded(held, charset) + decoded(bytes_of(kept[at:]))


def decoded(held: bytes, charset: str = "") -> str:
    """Give a text that may state its charset; raises NotText."""
    return decode(held, f"charset={charset}")


def bytes_of(kept: str) -> bytes:
    """Give the bytes of a text as the parser keeps those that are no letters to it."""
    return kept.encode("utf-8", "surrogateescape")


def _unpacked(held: str, how: str) -> bytes:
    packed = bytes_of(held)
    if how in "qQ":
        return decodestring(packed, header=True)
    return b64decode(packed[: len(packed) - (len(packed) % 4 == 1)] + b"==")

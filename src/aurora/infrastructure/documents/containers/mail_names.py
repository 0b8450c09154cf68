"""The names of what is attached to e-mails, in whatever letters they came (RFC 2183, RFC 2231)."""

import binascii
import re
from contextlib import suppress
from email.message import Message
from urllib.parse import unquote_to_bytes

from aurora.infrastructure.documents.containers.mail_fields import UNKNOWN, bytes_of, decoded, words
from aurora.infrastructure.documents.containers.names import readable
from aurora.infrastructure.extraction.charset import NotText

# the parameters with the name, which may be cut in pieces, and may state a charset
PLACES = {"content-disposition": "filename", "content-type": "name"}
PIECE = r"""(?<![\w-]){}(?:\*\d+)?(\*?)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s"]+))"""
STATED = re.compile(r"([\w.:-]*)'[\w-]*'")


def name_of(part: Message) -> str:
    """Give the name of a part, empty where it has none."""
    name = readable(part.get_filename() or "")
    if UNKNOWN not in name:
        return name
    with suppress(NotText, binascii.Error):
        return readable(_kept(part)) or name
    return name


def _kept(part: Message) -> str:
    """Give the name by the bytes that it is kept in, even if these are of no charset or another."""
    for header, kept in part.raw_items():
        parameter = PLACES.get(header.lower())
        found = re.findall(PIECE.format(parameter), kept, re.IGNORECASE) if parameter else []
        if found:
            packed = any(star for star, _, _ in found)
            said = "".join(quoted or bare for _, quoted, bare in found)
            return _unpacked(said) if packed else "".join(words(said))
    return ""


def _unpacked(said: str) -> str:
    stated = STATED.match(said)
    held = unquote_to_bytes(bytes_of(said[stated.end() :] if stated else said))
    return decoded(held, stated[1] if stated else "")

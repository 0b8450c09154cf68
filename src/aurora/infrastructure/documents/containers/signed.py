"""What somebody signed, within its signature (RFC 5652): documents, and what is said in e-mails."""

import re
from binascii import a2b_base64
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from aurora.domains.media_types import ARMOUR, ENVELOPED, PKCS7, PKCS7_WITHIN
from aurora.domains.transcript import Transcript
from aurora.domains.unreadable import Unreadable, UnreadableReason
from aurora.infrastructure.documents.opening import Opening

OF_MAIL = re.compile(rb"\s*content-type:", re.IGNORECASE)
ENDLESS, LONG, CONSTRUCTED = 0x80, 0x80, 0x20  # of the lengths and tags of BER (X.690, 8.1)
FAULTS = (IndexError, RecursionError, ValueError)


class Node(NamedTuple):
    """A value: its tag, where it begins and ends, and where the next one begins."""

    tag: int
    start: int
    end: int
    next: int


def read_signed(content: bytes, opening: Opening) -> Transcript:
    """Read what is signed; raises Unreadable."""
    try:
        content = _unarmoured(content)
        is_locked = PKCS7 + ENVELOPED in content[:PKCS7_WITHIN]
        held = b"" if is_locked else _signed(content)
    except FAULTS as error:
        raise Unreadable(UnreadableReason.DAMAGED, "what was signed is damaged") from error
    if is_locked:
        raise Unreadable(UnreadableReason.ENCRYPTED, "it is locked by a key")
    if not held:
        raise Unreadable(UnreadableReason.EMPTY, "it is a signature alone")
    return opening.unpacked("", held, "message/rfc822" if OF_MAIL.match(held) else None)


def _unarmoured(content: bytes) -> bytes:
    """Give what is written in base64 as the bytes that it stands for."""
    armour = ARMOUR.match(content)
    if armour is None:
        return content
    held, _, _ = content[armour.start("held") :].partition(b"-")
    return a2b_base64(held + b"==")


def _signed(content: bytes) -> bytes:
    """Give the content of ContentInfo, SignedData and EncapsulatedContentInfo in one another."""
    signed = _inner(content, _inner(content, _node(content, 0), 1), 0)
    encapsulated = list(_nodes(content, _inner(content, signed, 2)))
    return b"".join(_octets(content, one) for one in encapsulated[1:])


def _octets(content: bytes, node: Node) -> bytes:
    if not node.tag & CONSTRUCTED:
        return content[node.start : node.end]
    return b"".join(_octets(content, one) for one in _nodes(content, node))


def _inner(content: bytes, node: Node, number: int) -> Node:
    return list(islice(_nodes(content, node), number + 1))[number]


def _nodes(content: bytes, node: Node) -> Iterator[Node]:
    at = node.start
    while at < node.end:
        inner = _node(content, at)
        yield inner
        at = inner.next


def _node(content: bytes, at: int) -> Node:
    tag, length, start = content[at], content[at + 1], at + 2
    if length == ENDLESS:
        end = start
        while content[end : end + 2] != b"\0\0":
            end = _node(content, end).next
        return Node(tag, start, end, end + 2)
    if length & LONG:
        size = length & ~LONG
        length, start = int.from_bytes(content[start : start + size]), start + size
    if start + length > len(content):
        raise ValueError("it is cut")
    return Node(tag, start, start + length, start + length)

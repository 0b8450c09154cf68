"""Rich text as Outlook packs it in the properties of messages (MS-OXRTFCP)."""

import struct
from collections.abc import Iterator

HEAD = struct.Struct("<IILI")  # the sizes packed and unpacked, how it is packed, and a checksum
PACKED, AS_IT_IS = 0x75465A4C, 0x414C454D  # "LZFu" and "MELA"
COUNTED = 12  # bytes of the head that belong to the size packed
SIZE, SHORTEST = 4_096, 2  # of the dictionary, and of what is repeated out of it
BEGUN = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript "
    rb"\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\colortbl\red0\green0\blue0"
    b"\r\n"
    rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)  # what is in the dictionary before anything was unpacked


def unpacked(content: bytes, most: int) -> bytes:
    """Give rich text of at most so many bytes; raises ValueError."""
    if len(content) < HEAD.size:
        raise ValueError("it is cut")
    packed, size, kind, _ = HEAD.unpack_from(content)
    held = content[HEAD.size : packed + HEAD.size - COUNTED]
    if size > most or kind not in (PACKED, AS_IT_IS):
        raise ValueError("it is too large, or packed in another way")
    return held[:size] if kind == AS_IT_IS else _unpacked(held, size)


def _unpacked(held: bytes, size: int) -> bytes:
    known = bytearray(BEGUN)  # the dictionary is its end, each byte at its place modulo the size
    for literal, place, length in _steps(held):
        at = len(known)
        if literal is not None:
            known.append(literal)
        elif place == at % SIZE or at - len(BEGUN) >= size:
            break
        else:
            back = (at - place) % SIZE
            for _ in range(length):
                known.append(known[-back] if back <= len(known) else 0)
    return bytes(known[len(BEGUN) :][:size])


def _steps(held: bytes) -> Iterator[tuple[int | None, int, int]]:
    """Give bytes that stand for themselves, and where what is repeated stands and how long it is:
    eight of these after a byte that tells which they are.
    """
    at = 0
    while at < len(held):
        kinds, at = held[at], at + 1
        for bit in range(8):
            if at >= len(held):
                return
            if kinds >> bit & 1:
                told = int.from_bytes(held[at : at + 2])
                yield None, told >> 4, (told & 0xF) + SHORTEST
                at += 2
            else:
                yield held[at], 0, 0
                at += 1

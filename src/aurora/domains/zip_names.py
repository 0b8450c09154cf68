"""The names in a ZIP container, of all of it or of its beginning alone."""

from collections.abc import Iterator

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
LOCAL_SIZE, CENTRAL_SIZE, END_SIZE = 30, 46, 22
COMMENT = 65_535
MOST = 10_000


def names(content: bytes) -> Iterator[bytes]:
    """Give the names that the container lists; where its end is not there, those on the way."""
    end = content.rfind(END, max(0, len(content) - COMMENT - END_SIZE))
    if end >= 0:
        yield from _listed(content, end - _number(content, end + 12, 4))
    else:
        yield from _on_the_way(content)


def _listed(content: bytes, at: int) -> Iterator[bytes]:
    for _ in range(MOST):
        if at < 0 or content[at : at + 4] != CENTRAL:
            return
        sizes = [_number(content, at + field, 2) for field in (28, 30, 32)]
        yield content[at + CENTRAL_SIZE : at + CENTRAL_SIZE + sizes[0]]
        at += CENTRAL_SIZE + sum(sizes)


def _on_the_way(content: bytes) -> Iterator[bytes]:
    at = 0
    for _ in range(MOST):
        if content[at : at + 4] != LOCAL:
            return
        start = at + LOCAL_SIZE
        name = _number(content, at + 26, 2)
        yield content[start : start + name]
        start += name + _number(content, at + 28, 2)
        packed = _number(content, at + 18, 4)
        at = start + packed if packed else content.find(LOCAL, start)
        if at < 0:
            return


def _number(content: bytes, at: int, size: int) -> int:
    return int.from_bytes(content[at : at + size], "little")

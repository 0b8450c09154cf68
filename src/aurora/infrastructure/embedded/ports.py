"""A TCP port of one's own on loopback, the same after each start where possible."""

import hashlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

from aurora.domains.errors import Unavailable

FIRST, COUNT = 20_000, 10_000


def settle(file: Path) -> int:
    """Give the port that the file remembers, or another where that one is taken."""
    port = next((port for port in _candidates(file) if _free(port)), None)
    if port is None:
        raise Unavailable(f"no port from {FIRST} to {FIRST + COUNT - 1} is free")
    file.write_text(str(port))
    return port


def _candidates(file: Path) -> Iterator[int]:
    if file.exists() and (text := file.read_text()).isdigit():
        yield int(text)
    start = int.from_bytes(hashlib.sha256(os.fsencode(file)).digest()[:4])
    yield from (FIRST + (start + step) % COUNT for step in range(COUNT))


def _free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True

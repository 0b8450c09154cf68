"""Every connection that the process tries to open, seen by the interpreter's own audit."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

OPEN: list["Connections"] = []


class Connections:
    """Notes the addresses that are connected to; whatever is not on loopback is refused."""

    def __init__(self) -> None:
        self.tried: list[tuple[str, int]] = []

    def note(self, address: object) -> None:
        """Note the address of a socket over IP."""
        if isinstance(address, tuple):
            self.tried.append((str(address[0]), int(address[1])))

    @property
    def hosts(self) -> set[str]:
        return {host for host, _ in self.tried}


def _heard(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect" or not OPEN:
        return
    address = arguments[1]
    for one in OPEN:
        one.note(address)
    if isinstance(address, tuple) and address[0] != "127.0.0.1":
        raise ConnectionRefusedError("tests connect to loopback only")


sys.addaudithook(_heard)


@contextmanager
def connections() -> Iterator[Connections]:
    """Watch the connections that are tried."""
    watching = Connections()
    OPEN.append(watching)
    try:
        yield watching
    finally:
        OPEN.remove(watching)

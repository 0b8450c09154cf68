"""A guard post on loopback where nobody may arrive: it counts who does."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

NEIGHBOUR = b"user-agent: python"  # another test that looks for a server of its own at this port


@dataclass
class Sentinel:
    """Listens for connections and datagrams on one port, and keeps what came."""

    host: str
    port: int = 0
    arrived: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where a browser would look for it."""
        return f"http://{self.host}:{self.port}"


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, sentinel: Sentinel) -> None:
        self._sentinel = sentinel

    def datagram_received(self, data: bytes, addr: object) -> None:  # noqa: ARG002
        self._sentinel.arrived.append(b"datagram " + data[:40])


@asynccontextmanager
async def watching(host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[Sentinel]:
    """Watch a port that no exception opens."""
    sentinel = Sentinel(host)

    async def arrive(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        said = await reader.read(500) or b"a connection"
        if NEIGHBOUR not in said.lower():
            sentinel.arrived.append(said)
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 6\r\nconnection: close\r\n\r\nsecret")
        writer.close()

    server = await asyncio.start_server(arrive, host, port)
    sentinel.port = server.sockets[0].getsockname()[1]
    loop = asyncio.get_running_loop()
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    datagrams, _ = await loop.create_datagram_endpoint(
        lambda: _Datagrams(sentinel), local_addr=(host, sentinel.port), family=family
    )
    try:
        yield sentinel
    finally:
        datagrams.close()
        server.close()
        await server.wait_closed()

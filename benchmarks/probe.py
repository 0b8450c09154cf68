"""Asks whether a web process is alive, again and again over fresh connections, beside whatever else
goes on; in a process of its own, so that it measures no event loop but Aurora's.
"""

import asyncio
import select
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http.client import HTTPConnection
from urllib.parse import urlsplit

import msgspec

PAUSE_SECONDS = 0.01
TIMEOUT_SECONDS = 30.0


@asynccontextmanager
async def probed(url: str) -> AsyncIterator[list[float]]:
    """Probe during the block; afterwards the list holds the milliseconds of every answer."""
    found: list[float] = []
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "benchmarks.probe", url),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    await process.stdout.readline()
    yield found
    answered, _ = await process.communicate(b"enough\n")
    found += msgspec.json.decode(answered, type=list[float])


def main() -> None:
    """Probe until standard input has something, then print what every answer took."""
    target = urlsplit(sys.argv[1])
    found = [_probe(target.hostname or "", target.port or 80)]
    print("begun", flush=True)
    while not _enough():
        found.append(_probe(target.hostname or "", target.port or 80))
        time.sleep(PAUSE_SECONDS)
    print(msgspec.json.encode(found).decode())


def _enough() -> bool:
    return bool(select.select([sys.stdin], [], [], 0)[0])


def _probe(host: str, port: int) -> float:
    started = time.perf_counter()
    connection = HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request("GET", "/health/live")
        answer = connection.getresponse()
        assert answer.status == 200, answer.status
        answer.read()
    finally:
        connection.close()
    return 1000 * (time.perf_counter() - started)


if __name__ == "__main__":
    main()

"""Chroma's server as a child process."""

import asyncio
import os
import ssl
import sys
from pathlib import Path

import httpx
import structlog

from aurora.infrastructure.embedded.opened_file import OpenedFile
from aurora.infrastructure.embedded.places import Places
from aurora.infrastructure.embedded.ports import settle
from aurora.infrastructure.embedded.process import Child

logger = structlog.get_logger()

MOST_THREADS = 4
LOOK_SECONDS = 1.0
NO_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
# `chroma run` itself imports the whole client first: three seconds and 75 MB more.
SERVER = "import sys, chromadb_rust_bindings; chromadb_rust_bindings.cli(['chroma', *sys.argv[1:]])"


class EmbeddedChroma:
    """One server on loopback, the only process that opens its directory."""

    def __init__(self, data_dir: Path) -> None:
        self._places = Places(data_dir)
        self._data = self._places.data_dir / "chroma"
        self._opened = OpenedFile(self._data / "chroma.sqlite3")
        self.url = ""
        self.child = Child(
            name="chroma",
            argv=(),
            env=_environment(),
            log=self._places.log("chroma"),
            pid_file=self._places.pid_file("chroma"),
            ready=self._ready,
            prepare=self._make_directory,
        )

    async def start(self) -> str:
        """Start it and give the URL, the same as last time where its port is still free."""
        await self.child.end_orphan()
        port = settle(self._places.directory("run") / "chroma.port")
        self.url = f"http://127.0.0.1:{port}"
        self.child.argv = self._command(port)
        await self.child.start()
        return self.url

    async def watch(self) -> None:
        """End the server when its files were deleted or replaced: it would serve the old ones.

        `keep_alive` of its child starts it again.
        """
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            if self.child.pid and self._opened.replaced():
                logger.warning("chroma_files_replaced", directory=str(self._data))
                await self.child.end()

    async def stop(self) -> None:
        """Stop it cleanly."""
        await self.child.stop()
        self._opened.close()

    def _command(self, port: int) -> list[str]:
        server = [sys.executable, "-I", "-c", SERVER, "run"]
        return [*server, "--path", str(self._data), "--host", "127.0.0.1", "--port", str(port)]

    async def _make_directory(self) -> None:
        self._places.directory(self._data.name)

    async def _ready(self) -> bool:
        try:
            async with httpx.AsyncClient(trust_env=False, verify=NO_TLS) as client:
                answer = await client.get(f"{self.url}/api/v2/heartbeat")
            self._opened.open()
        except (httpx.HTTPError, FileNotFoundError):
            return False
        return answer.is_success


def _environment() -> dict[str, str]:
    threads = str(min(MOST_THREADS, os.cpu_count() or 1))
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "ANONYMIZED_TELEMETRY": "False",
        "TOKIO_WORKER_THREADS": threads,
        "RAYON_NUM_THREADS": threads,
        "MALLOC_ARENA_MAX": "2",
    }

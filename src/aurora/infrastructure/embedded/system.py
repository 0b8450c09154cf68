"""The whole of Aurora on one machine: stores, web and worker as supervised children."""

import asyncio
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec

from aurora.infrastructure.embedded.process import Child, keep_alive
from aurora.infrastructure.embedded.stores import EmbeddedStores, StoreUrls
from aurora.infrastructure.local_files import PrivateFile
from aurora.settings import Settings, to_environment

READY_PAUSE = 0.05


class UrlsFile(PrivateFile):
    """Where the stores of a running system are, for commands that operate on them."""

    name = "run/urls.json"


class EmbeddedSystem:
    """Starts, watches and stops everything that the settings do not place elsewhere."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stores = EmbeddedStores(
            settings.data_dir,
            external=StoreUrls(
                database=settings.database_url or "",
                redis=settings.redis_url or "",
                chroma=settings.chroma_url or "",
                owner=settings.migration_database_url or "",
            ),
        )
        self._urls = UrlsFile(settings.data_dir)
        self._children: list[Child] = []
        self._watching: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Start the stores, then worker and web together; return once web answers."""
        urls = await self._stores.start()
        self._urls.write(msgspec.json.encode(urls).decode())
        try:
            worker = self._child("worker", ["worker", "--prepare"], urls, words_here=True)
            web = self._child("web", ["web"], urls, words_here=False)
            web.ready = self._answers("/health/live")
            self._children = [worker, web]
            async with asyncio.TaskGroup() as group:
                for child in self._children:
                    group.create_task(child.start())
        except BaseException:
            await self.stop()
            raise
        keepers = [self._stores.watch(), *map(keep_alive, self._children)]
        self._watching = [asyncio.create_task(keeper) for keeper in keepers]

    async def ready(self, seconds: float) -> bool:
        """Wait until web says that everything is ready; False when it takes too long."""
        ready = self._answers("/health/ready")
        try:
            async with asyncio.timeout(seconds):
                while not await ready():  # noqa: ASYNC110  another process gets ready
                    await asyncio.sleep(READY_PAUSE)
        except TimeoutError:
            return False
        return True

    async def stop(self) -> None:
        """Stop web, worker and the stores, in this order."""
        for child in reversed(self._children):
            await child.stop()
        self._urls.remove()
        await self._stores.stop()
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)

    def pids(self) -> dict[str, int]:
        """Give the process number of each child that runs now."""
        own = {child.name: child.pid for child in self._children if child.pid}
        return {**self._stores.pids(), **own}

    def _child(
        self, name: str, arguments: list[str], urls: StoreUrls, *, words_here: bool
    ) -> Child:
        settings = msgspec.structs.replace(
            self._settings,
            database_url=urls.database,
            migration_database_url=urls.owner if name == "worker" else None,
            redis_url=urls.redis,
            chroma_url=urls.chroma,
            blobs_shared=True,
            words_here=words_here,
        )
        data: Path = self._settings.data_dir
        return Child(
            name=name,
            argv=[sys.executable, "-m", "aurora", *arguments],
            env={**os.environ, **to_environment(settings)},
            log=data / "logs" / f"{name}.log",
            pid_file=data / "run" / f"{name}.pid",
            ready=_at_once,
        )

    def _answers(self, path: str) -> Callable[[], Awaitable[bool]]:
        url = f"http://{self._settings.host}:{self._settings.port}{path}"
        direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))

        def ask() -> bool:
            try:
                with direct.open(url, timeout=5) as answer:
                    return bool(answer.status == 200)
            except OSError:
                return False

        async def answers() -> bool:
            return await asyncio.to_thread(ask)

        return answers


async def _at_once() -> bool:
    return True

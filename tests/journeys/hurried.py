"""A living Aurora whose worker gives up soon on slow answers, and what that worker weighs."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from tests.journeys.living import Living

from aurora.infrastructure.embedded.stores import EmbeddedStores

ROOT = Path(__file__).parents[2]
WEIGH_SECONDS = 0.2


@dataclass
class Weight:
    """Resident bytes of a process and its children: at first, and the most since."""

    first: int
    most: int

    @property
    def gained(self) -> int:
        return self.most - self.first


class Hurried(Living):
    """Web and worker started one by one beside their stores."""

    def __init__(self, data_dir: Path, settings: Mapping[str, str]) -> None:
        super().__init__(data_dir, settings)
        self._stores = EmbeddedStores(data_dir)
        self._web: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        """Start the stores, the hurried worker and web."""
        urls = await self._stores.start()
        self._settings |= {
            "AURORA_DATABASE_URL": urls.database,
            "AURORA_MIGRATION_DATABASE_URL": urls.owner,
            "AURORA_REDIS_URL": urls.redis,
            "AURORA_CHROMA_URL": urls.chroma,
            "AURORA_BLOBS_SHARED": "true",
        }
        self._process = await self._run("tests.hostile.hurried", "worker", "--prepare")
        self._settings["AURORA_WORDS_HERE"] = "false"
        self._web = await self._run("aurora", "web")
        await self.ready()
        key = (self.data_dir / "local.key").read_text().strip()
        self.http.headers["Authorization"] = f"Bearer {key}"

    async def stop(self) -> None:
        """Stop worker, web and the stores."""
        await super().stop()
        if self._web and self._web.returncode is None:
            self._web.terminate()
            await asyncio.wait_for(self._web.wait(), 60)
        await self._stores.stop()

    @asynccontextmanager
    async def weighed(self) -> AsyncIterator[Weight]:
        """Weigh the worker and its children again and again."""
        now = self._weigh()
        weight = Weight(now, now)
        task = asyncio.create_task(self._watch(weight))
        try:
            yield weight
        finally:
            task.cancel()

    async def _watch(self, weight: Weight) -> None:
        while True:
            weight.most = max(weight.most, self._weigh())
            await asyncio.sleep(WEIGH_SECONDS)

    def _weigh(self) -> int:
        assert self._process
        worker = psutil.Process(self._process.pid)
        total = 0
        for one in (worker, *worker.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                total += one.memory_info().rss
        return total

    async def _run(self, module: str, *arguments: str) -> asyncio.subprocess.Process:
        with self._log() as log:
            return await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", module, *arguments),
                env=self._settings,
                cwd=ROOT,
                stdout=log,
                stderr=log,
            )

    @contextmanager
    def _log(self) -> Iterator[int]:
        with (self.data_dir / "serve.log").open("ab") as log:
            yield log.fileno()


@asynccontextmanager
async def hurried(data_dir: Path, **settings: str) -> AsyncIterator[Hurried]:
    """Give a hurried Aurora and stop it afterwards."""
    async with Hurried(data_dir, settings) as aurora:
        yield aurora

"""A small pool of extraction workers that survives whatever a page does to one of them."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process

import msgspec

from aurora.infrastructure.extraction import worker
from aurora.infrastructure.extraction.page import Source
from aurora.infrastructure.extraction.worker import LENGTH, Outcome, framed


class WorkLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker may use: bytes of address space, seconds; sources until it is replaced."""

    memory: int = 1 << 30
    cpu_seconds: int = 10
    wall_seconds: float = 120.0
    sources: int = 1_000


class Worker:
    """One process at a time, replaced when it dies, hangs or has done enough."""

    def __init__(self, limits: WorkLimits) -> None:
        self._limits = limits
        self._process: Process | None = None
        self._done = 0

    @property
    def pid(self) -> int | None:
        """The process now running, if any."""
        return self._process.pid if self._process else None

    async def read(self, source: Source) -> Outcome:
        """Have the source read; a worker lost over it is a fault of the source."""
        try:
            async with asyncio.timeout(self._limits.wall_seconds):
                outcome = await self._ask(source)
        except TimeoutError:
            await self.stop()
            return Outcome(fault="too slow")
        except (asyncio.IncompleteReadError, ConnectionError):
            await self._bury()
            return Outcome(fault="over the limits of time or memory")
        except BaseException:
            self._kill()
            raise
        if self._done >= self._limits.sources:
            await self.stop()
        return outcome

    async def stop(self) -> None:
        """End the process."""
        process = self._process
        self._kill()
        if process:
            await process.wait()

    async def _bury(self) -> None:
        process, self._process = self._process, None
        if process:
            await process.wait()

    async def _ask(self, source: Source) -> Outcome:
        process = self._process or await self._start()
        stdin, stdout = process.stdin, process.stdout
        if stdin is None or stdout is None:
            raise ConnectionError("the worker has no pipes")
        self._done += 1
        stdin.write(framed(msgspec.msgpack.encode(source)))
        await stdin.drain()
        size = int.from_bytes(await stdout.readexactly(LENGTH), "big")
        return msgspec.msgpack.decode(await stdout.readexactly(size), type=Outcome)

    async def _start(self) -> Process:
        limits = (str(self._limits.memory), str(self._limits.cpu_seconds))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", worker.__name__, *limits,
            stdin=PIPE, stdout=PIPE, start_new_session=True,
        )  # fmt: skip
        self._done = 0
        return self._process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process and process.returncode is None:
            process.kill()


class ExtractionWorkers:
    """As many workers as given; more sources than workers wait their turn."""

    def __init__(self, count: int = 1, limits: WorkLimits = WorkLimits()) -> None:  # noqa: B008
        self._all = [Worker(limits) for _ in range(count)]
        self._idle: asyncio.LifoQueue[Worker] = asyncio.LifoQueue()
        for one in self._all:
            self._idle.put_nowait(one)

    async def read(self, source: Source) -> Outcome:
        """Have the source read by the next free worker."""
        one = await self._idle.get()
        try:
            return await one.read(source)
        finally:
            self._idle.put_nowait(one)

    async def aclose(self) -> None:
        """End all workers."""
        for one in self._all:
            await one.stop()

"""A small pool of extraction workers that survives whatever a page does to one of them."""

import asyncio
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from aurora.domains.unreadable import UnreadableReason
from aurora.infrastructure.documents.formats import is_document
from aurora.infrastructure.extraction import worker
from aurora.infrastructure.extraction.page import Source
from aurora.infrastructure.extraction.worker import LENGTH, Outcome, framed

OUTLINES, PAGES, BYTES = 16, 4, 1_000_000
GATHER_SECONDS = 0.01
# small products of matrices are no work for several threads, which wait for each other busily
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class WorkLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker may use: bytes of address space, seconds; sources until it is replaced."""

    memory: int = 1 << 30
    cpu_seconds: int = 10
    wall_seconds: float = 120.0
    sources: int = 16_000


# of documents that crawls find: a crawl waits for them
PUBLISHED_LIMITS = WorkLimits(memory=2 << 30, cpu_seconds=20, wall_seconds=40.0, sources=200)


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

    async def read(self, sources: Sequence[Source]) -> Sequence[Outcome]:
        """Have sources read; a worker lost over one is that one's fault: of several, each is then
        read alone.
        """
        try:
            async with asyncio.timeout(self._limits.wall_seconds):
                outcomes = await self._ask(sources)
        except TimeoutError:
            await self.stop()
            outcomes = await self._one_by_one(sources, "too slow")
        except (asyncio.IncompleteReadError, ConnectionError):
            await self.stop()
            outcomes = await self._one_by_one(sources, "over the limits of time or memory")
        except BaseException:
            self._kill()
            raise
        if self._done >= self._limits.sources:
            await self.stop()
        return outcomes

    async def stop(self) -> None:
        """End the process, and wait until it has ended."""
        process = self._process
        self._kill()
        if process:
            await process.wait()

    async def _one_by_one(self, sources: Sequence[Source], fault: str) -> Sequence[Outcome]:
        if len(sources) == 1:
            return [Outcome(fault=fault, reason=UnreadableReason.LIMIT)]
        return [outcome for one in sources for outcome in await self.read([one])]

    async def _ask(self, sources: Sequence[Source]) -> Sequence[Outcome]:
        process = self._process or await self._start()
        stdin, stdout = process.stdin, process.stdout
        if stdin is None or stdout is None:
            raise ConnectionError("the worker has no pipes")
        self._done += len(sources)
        stdin.write(framed(msgspec.msgpack.encode(sources)))
        await stdin.drain()
        size = int.from_bytes(await stdout.readexactly(LENGTH), "big")
        return msgspec.msgpack.decode(await stdout.readexactly(size), type=list[Outcome])

    async def _start(self) -> Process:
        limits = (str(self._limits.memory), str(self._limits.cpu_seconds))
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", worker.__name__, *limits,
            stdin=PIPE, stdout=PIPE, start_new_session=True, env=os.environ | ONE_THREAD,
        )  # fmt: skip
        self._done = 0
        return self._process

    def _kill(self) -> None:
        """End the process with all that it started: it leads a group of its own."""
        process, self._process = self._process, None
        if process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)


Asked = tuple[Source, "asyncio.Future[Outcome]"]


class ExtractionWorkers:
    """As many workers as given; sources wait their turn. Outlines gather for a moment and are read
    together: to carry one there and back costs as much as to read it. Of pages to be read in full a
    few are carried together where they wait already.
    """

    def __init__(
        self,
        count: int = 1,
        limits: WorkLimits = WorkLimits(),  # noqa: B008
        documents: "ExtractionWorkers | None" = None,
    ) -> None:
        self._documents = documents
        self._all = [Worker(limits) for _ in range(count)]
        self._idle = list(self._all)
        self._waiting: deque[Asked] = deque()
        self._busy: set[asyncio.Task[None]] = set()
        self._gathering: asyncio.TimerHandle | None = None

    async def read(self, source: Source) -> Outcome:
        """Have the source read by the next free worker; a document, where it has some, by its own:
        pages wait for none.
        """
        if self._documents and is_document(source.media_type):
            return await self._documents.read(source)
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((source, answer))
        if not source.outline or len(self._waiting) >= OUTLINES:
            self._hand_out()
        elif self._gathering is None:
            self._gathering = loop.call_later(GATHER_SECONDS, self._hand_out)
        return await answer

    async def aclose(self) -> None:
        """End all workers; who waits for one is cancelled."""
        while self._waiting:
            self._waiting.popleft()[1].cancel()
        for task in list(self._busy):
            task.cancel()
        await asyncio.gather(*self._busy, return_exceptions=True)
        for one in self._all:
            await one.stop()
        if self._documents:
            await self._documents.aclose()

    def _hand_out(self) -> None:
        if self._gathering:
            self._gathering.cancel()
            self._gathering = None
        while self._idle and (asked := self._next()):
            task = asyncio.create_task(self._serve(self._idle.pop(), asked))
            self._busy.add(task)
            task.add_done_callback(self._busy.discard)

    def _next(self) -> list[Asked]:
        """Take the first that somebody still waits for, and of those behind it what is small and of
        its kind: many outlines, of pages few and no idle worker's share, of documents none.
        """
        asked: list[Asked] = []
        size, share = 0, min(PAGES, len(self._waiting) // len(self._idle))
        while self._waiting and (not asked or _together(asked, self._waiting[0][0], size, share)):
            source, answer = self._waiting.popleft()
            if not answer.done():
                asked.append((source, answer))
                size += len(source.content)
        return asked

    async def _serve(self, one: Worker, asked: Sequence[Asked]) -> None:
        try:
            outcomes = await one.read([source for source, _ in asked])
        except BaseException as fault:
            for _, answer in asked:
                if not answer.done():
                    answer.set_exception(fault)
            raise
        else:
            for (_, answer), outcome in zip(asked, outcomes, strict=True):
                if not answer.done():
                    answer.set_result(outcome)
        finally:
            self._idle.append(one)
            if self._gathering is None:
                self._hand_out()


def _together(asked: Sequence[Asked], source: Source, size: int, share: int) -> bool:
    most = OUTLINES if source.outline else share
    fits = len(asked) < most and size + len(source.content) <= BYTES
    same = source.outline == asked[0][0].outline
    return fits and same and not is_document(source.media_type)

"""The workers survive what is done to them."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Sequence

import msgspec
import psutil  # type: ignore[import-untyped]
import pytest
from tests.infrastructure.extraction.languages import MemoryLanguages

from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.extraction.extractor import LexborExtractor
from aurora.infrastructure.extraction.page import Source
from aurora.infrastructure.extraction.worker import Outcome
from aurora.infrastructure.extraction.workers import (
    ONE_THREAD,
    ExtractionWorkers,
    Worker,
    WorkLimits,
)

SMALL = Source(content=b"<p>Some words here.</p>", content_type="text/html")
# libxml2 looks for an attribute's name among all before it
ENDLESS = Source(
    content=b"<p " + b" ".join(b"a%d=1" % number for number in range(1_000_000)) + b">x",
    content_type="text/html",
)


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    worker = Worker(WorkLimits(cpu_seconds=1))
    yield worker
    await worker.stop()


async def reads(worker: Worker) -> bool:
    [outcome] = await worker.read([SMALL])
    return outcome.extracted is not None and outcome.extracted.text == "Some words here."


async def test_a_worker_starts_when_it_is_needed_and_stays(worker: Worker) -> None:
    assert worker.pid is None
    assert await reads(worker)
    pid = worker.pid
    assert await reads(worker)
    assert worker.pid == pid


async def test_a_worker_multiplies_with_one_thread(worker: Worker) -> None:
    assert await reads(worker)
    assert ONE_THREAD.items() <= psutil.Process(worker.pid).environ().items()


async def test_a_killed_worker_is_replaced(worker: Worker) -> None:
    assert await reads(worker)
    assert worker.pid
    os.kill(worker.pid, signal.SIGKILL)
    assert (await worker.read([SMALL]))[0].fault
    assert await reads(worker)


async def test_a_page_that_takes_too_much_time_costs_only_itself(worker: Worker) -> None:
    assert await reads(worker)
    assert (await worker.read([ENDLESS]))[0].fault
    assert await reads(worker)


async def test_of_several_only_the_page_that_takes_too_much_is_lost(worker: Worker) -> None:
    outcomes = await worker.read([SMALL, ENDLESS, SMALL])
    assert [bool(one.fault) for one in outcomes] == [False, True, False]
    assert await reads(worker)


async def test_a_page_that_takes_too_much_memory_costs_only_itself() -> None:
    worker = Worker(WorkLimits(memory=256 << 20))
    words = Source(content=b"<p>many words</p>" * 300_000, content_type="text/html")
    assert (await worker.read([words]))[0].fault
    assert await reads(worker)
    await worker.stop()


async def test_one_that_hangs_is_ended() -> None:
    worker = Worker(WorkLimits(wall_seconds=0.0))
    assert (await worker.read([SMALL]))[0].fault == "too slow"
    assert worker.pid is None


async def test_a_cancelled_page_leaves_no_answer_for_the_next(worker: Worker) -> None:
    assert await reads(worker)
    task = asyncio.create_task(worker.read([ENDLESS]))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await reads(worker)


async def test_a_worker_is_replaced_after_its_share() -> None:
    worker = Worker(WorkLimits(sources=2))
    pids = []
    for _ in range(3):
        assert await reads(worker)
        pids.append(worker.pid)
    await worker.stop()
    assert pids[0] is not None
    assert pids[1] is None
    assert pids[2] not in (None, pids[0])


async def test_a_worker_ends_with_its_parent(worker: Worker) -> None:
    assert await reads(worker)
    process = worker._process
    assert process
    assert process.stdin
    process.stdin.close()
    assert await process.wait() == 0
    worker._process = None


async def test_more_pages_than_workers_wait_their_turn() -> None:
    workers = ExtractionWorkers(2)
    outcomes = await asyncio.gather(*[workers.read(SMALL) for _ in range(12)])
    assert all(outcome.extracted for outcome in outcomes)
    await workers.aclose()


@pytest.mark.parametrize("outline", [False, True])
async def test_each_page_gets_its_own_answer(outline: bool) -> None:
    workers = ExtractionWorkers(1)
    sources = [
        Source(content=b"<title>%d</title><p>x" % n, content_type="text/html", outline=outline)
        for n in range(40)
    ]
    outcomes = await asyncio.gather(*map(workers.read, sources))
    assert [one.extracted and one.extracted.title for one in outcomes] == list(map(str, range(40)))
    await workers.aclose()


async def test_outlines_that_gather_are_read_whoever_comes_next() -> None:
    workers = ExtractionWorkers(1)
    outline = msgspec.structs.replace(SMALL, outline=True)
    for sources in ([outline], [outline, SMALL], [SMALL, outline], [outline, outline]):
        outcomes = await asyncio.gather(*map(workers.read, sources))
        assert all(one.extracted for one in outcomes)
    await workers.aclose()


async def test_pages_that_wait_are_carried_together_and_leave_no_worker_idle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    carried: list[int] = []
    ask = Worker._ask

    async def counted(self: Worker, sources: Sequence[Source]) -> Sequence[Outcome]:
        carried.append(len(sources))
        return await ask(self, sources)

    monkeypatch.setattr(Worker, "_ask", counted)
    workers = ExtractionWorkers(2)
    outcomes = await asyncio.gather(*[workers.read(SMALL) for _ in range(14)])
    assert all(outcome.extracted for outcome in outcomes)
    assert carried[:2] == [1, 1]
    assert sum(carried) == 14
    assert max(carried) == 4
    await workers.aclose()


async def test_who_stops_waiting_takes_nobody_along() -> None:
    workers = ExtractionWorkers(1)
    tasks = [asyncio.create_task(workers.read(SMALL)) for _ in range(4)]
    await asyncio.sleep(0)
    tasks[0].cancel()
    tasks[2].cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    cancelled = [isinstance(one, asyncio.CancelledError) for one in outcomes]
    assert cancelled == [True, False, True, False]
    await workers.aclose()


async def test_who_waits_when_all_ends_is_told() -> None:
    workers = ExtractionWorkers(1)
    waiting = [asyncio.create_task(workers.read(ENDLESS)) for _ in range(3)]
    await asyncio.sleep(0.01)
    await workers.aclose()
    outcomes = await asyncio.gather(*waiting, return_exceptions=True)
    assert all(isinstance(one, asyncio.CancelledError) for one in outcomes)


async def test_a_page_over_the_limits_is_a_page_without_text() -> None:
    workers = ExtractionWorkers(1, WorkLimits(cpu_seconds=1))
    extractor = LexborExtractor(workers, MemoryLanguages())
    page = Fetched(
        url="https://example.org/", status=200, headers={"content-type": "text/html"},
        body=ENDLESS.content,
    )  # fmt: skip
    with pytest.raises(FetchFailed) as failed:
        await extractor.extract(page)
    assert failed.value.reason is FetchError.NO_TEXT
    await workers.aclose()

"""The job engine: carries job ids to workers over taskiq; PostgreSQL stays the record."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from taskiq.acks import AcknowledgeType
from taskiq.exceptions import SendTaskError
from taskiq.receiver import Receiver
from taskiq_redis import RedisStreamBroker

from aurora.bus import Bus
from aurora.domains.errors import AuroraError, Stale, Unavailable
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.cancellation import cancelled
from aurora.infrastructure.places import Places, placed
from aurora.infrastructure.postgres.jobs import LEASE, Claimed, Job, PostgresJobs, Waiting
from aurora.infrastructure.redis.attentive import attentive

JOB_SECONDS = 120.0


class Line(NamedTuple):
    """How many jobs of a line a worker runs at once, how many in all with those that wait, and for
    how long each.
    """

    at_work: int
    in_all: int
    seconds: float = JOB_SECONDS


QUEUES: Mapping[str, Line] = {
    "default": Line(4, 4),
    "crawl": Line(32, 512),
    "embed": Line(1, 1),
    "mail": Line(4, 8),
    "map": Line(4, 4),
    "read": Line(2, 2, seconds=360.0),  # the largest documents take minutes
    "webhook": Line(8, 8),
}
READ = 8
MOST = max(line.in_all for line in QUEUES.values())
TICK = "tick"
SWEEP_SECONDS = 2.0
SOON_SECONDS = 60.0
SLOW_SECONDS = 5.0
ALL = datetime.max.replace(tzinfo=UTC)
STOP_SECONDS = 3.0

log = structlog.get_logger("aurora.jobs")


class JobEngine:
    """Wakes workers for jobs; a wake-up that is lost is made up for by the sweeper."""

    def __init__(self, redis_url: str, jobs: PostgresJobs) -> None:
        self._jobs = jobs
        self._later: set[asyncio.Task[None]] = set()
        self._woken: dict[UUID, datetime] = {}
        self.brokers = {queue: _broker(redis_url, queue) for queue in QUEUES}

    async def add(self, job: Job) -> None:
        """Keep a job and wake a worker."""
        await self._jobs.add(job)
        await self.wake([Waiting(job.id, job.queue, job.due_at)])

    async def wake(self, waiting: Sequence[Waiting]) -> None:
        """Tell workers of jobs, at once or when they are due."""
        now = datetime.now(UTC)
        due = [job for job in waiting if job.due_at <= now]
        for job in waiting:
            delay = (job.due_at - now).total_seconds()
            if 0 < delay < SOON_SECONDS:
                task = asyncio.create_task(self._kick_later(job, delay))
                self._later.add(task)
                task.add_done_callback(self._later.discard)
        await asyncio.gather(*(self._kick(job.queue, str(job.id)) for job in due))

    async def sweep(self, overdue: Sequence[Waiting]) -> None:
        """Make up for lost wake-ups: a job is woken again where all wake-ups of its time and line
        have been handed out. Others are late because workers are busy.

        A line without any is woken itself: a stream hands over what a dead worker took only when
        something new comes.
        """
        self._woken = {job.id: self._woken.get(job.id, job.due_at) for job in overdue}
        for queue, broker in self.brokers.items():
            until = await _handed_out(broker)
            late = [job for job in overdue if job.queue == queue and self._woken[job.id] < until]
            self._woken |= dict.fromkeys((job.id for job in late), datetime.now(UTC))
            await self.wake(late)
            if until is ALL:
                await self._kick(queue, TICK)

    async def close(self) -> None:
        """Let go of connections and of wake-ups that are still to come."""
        for task in list(self._later):
            task.cancel()
        for broker in self.brokers.values():
            await broker.shutdown()

    async def _kick_later(self, job: Waiting, delay: float) -> None:
        await asyncio.sleep(delay)
        await self._kick(job.queue, str(job.id))

    async def _kick(self, queue: str, id: str) -> None:
        task = self.brokers[queue].find_task("run")
        if task is None:
            task = self.brokers[queue].register_task(_unbound, task_name="run")
        try:
            await task.kiq(id)
        except (SendTaskError, RedisError, OSError) as error:
            log.warning("wake-up lost", queue=queue, reason=repr(error))


async def _unbound(id: str) -> None:
    """Stand for the task where no worker runs."""


class _Receiver(Receiver):
    """Takes a wake-up only where there is a place for its job."""

    def __init__(self, broker: RedisStreamBroker, places: Places) -> None:
        super().__init__(
            broker,
            run_startup=True,
            max_async_tasks=MOST,
            ack_type=AcknowledgeType.WHEN_EXECUTED,
        )
        self.sem_prefetch = places


class Worker:
    """Runs the jobs whose ids arrive."""

    def __init__(self, engine: JobEngine, jobs: PostgresJobs, bus: Bus) -> None:
        self._engine = engine
        self._jobs = jobs
        self._bus = bus
        self._running: dict[UUID, asyncio.Task[Any] | None] = {}

    async def run(self) -> None:
        """Listen to every line until cancelled; what does not end soon then is handed back."""
        try:
            async with asyncio.TaskGroup() as group:
                for queue, line in QUEUES.items():
                    broker, places = self._engine.brokers[queue], Places(line.at_work, line.in_all)
                    broker.register_task(self._task(places), task_name="run")
                    broker.is_worker_process = True
                    group.create_task(self._listen(broker, places))
                group.create_task(_every(SWEEP_SECONDS, self._sweep))
                group.create_task(_every(LEASE.total_seconds() / 3, self._hold))
        finally:
            await self._interrupt()

    async def run_job(self, id: str) -> None:
        """Run one job; on a fault put it back, or among the dead ones."""
        claimed = None if id == TICK else await self._jobs.claim(UUID(id))
        if claimed is None:
            return
        self._running[claimed.id] = asyncio.current_task()
        try:
            async with asyncio.timeout(QUEUES[claimed.queue].seconds):
                await self._bus.send(claimed.command, claimed.by, cause=claimed.correlation_id)
        except asyncio.CancelledError:
            await self._hand_back(claimed)
        except Exception as error:
            await self._failed(claimed, error)
        else:
            await self._jobs.done(claimed.id)
        finally:
            del self._running[claimed.id]

    def _task(self, places: Places) -> Callable[[str], Awaitable[None]]:
        async def run(id: str) -> None:
            with placed(places):
                await self.run_job(id)

        return run

    async def _hand_back(self, job: Claimed) -> None:
        """Leave the job to another worker, and first what it changed already as it is to be found;
        what fails of that costs the attempt that is not made up for, and nothing else.
        """
        try:
            if before := job.command.when_handed_back():
                await self._bus.send(before, SYSTEM, cause=job.correlation_id)
        except Exception as error:
            log.warning("handed back as it is", job=str(job.id), exc_info=error)
        await self._jobs.hand_back(job)

    async def _failed(self, job: Claimed, error: Exception) -> None:
        hopeless = isinstance(error, AuroraError) and not isinstance(error, Unavailable | Stale)
        name = type(job.command).__name__
        log.warning("job failed", job=str(job.id), command=name, exc_info=error)
        await self._jobs.failed(job, repr(error), for_good=hopeless)

    async def _listen(self, broker: RedisStreamBroker, places: Places) -> None:
        while not cancelled():
            try:
                await _until_cancelled(_Receiver(broker, places))
            except Exception as error:
                log.warning("listening again", queue=broker.queue_name, reason=repr(error))
                await asyncio.sleep(1)

    async def _sweep(self) -> None:
        await self._engine.sweep(await self._jobs.overdue(grace=SWEEP_SECONDS))

    async def _interrupt(self) -> None:
        running = [task for task in self._running.values() if task]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _hold(self) -> None:
        if self._running:
            await self._jobs.hold(self._running)


async def _every(seconds: float, act: Callable[[], Awaitable[None]]) -> None:
    while not cancelled():
        await asyncio.sleep(seconds)
        try:
            await act()
        except Exception as error:
            log.warning("to be tried again", reason=repr(error))


async def _until_cancelled(receiver: Receiver) -> None:
    """Listen until cancelled; then let running jobs end, for a while, whatever the library does
    with a cancellation.
    """
    finish = asyncio.Event()
    listening = asyncio.create_task(receiver.listen(finish))
    try:
        await asyncio.wait({listening})
        listening.result()
    finally:
        finish.set()
        await asyncio.wait({listening}, timeout=STOP_SECONDS)
        listening.cancel()


async def _handed_out(broker: RedisStreamBroker) -> datetime:
    """Tell from before when all wake-ups were taken by workers; ALL of them where nobody can tell,
    too.
    """
    try:
        async with Redis(connection_pool=broker.connection_pool) as redis:
            groups = await redis.xinfo_groups(broker.queue_name)
    except (RedisError, OSError):
        return ALL
    behind = [group["last-delivered-id"] for group in groups if group["lag"]]
    return min(map(_sent_at, behind), default=ALL)


def _sent_at(id: bytes) -> datetime:
    """Give the time of an entry of a stream, on the safe side of slow senders and other clocks."""
    milliseconds = int(id.partition(b"-")[0])
    return datetime.fromtimestamp(milliseconds / 1000 - SLOW_SECONDS, UTC)


def _broker(redis_url: str, queue: str) -> RedisStreamBroker:
    broker = RedisStreamBroker(
        redis_url,
        queue_name=f"aurora:jobs:{queue}",
        consumer_group_name="aurora",
        consumer_id="0",
        max_connection_pool_size=QUEUES[queue].at_work + 4,
        xread_block=1000,
        xread_count=min(QUEUES[queue].at_work, READ),
        maxlen=10_000,
        idle_timeout=int(LEASE.total_seconds() * 1000),
        unacknowledged_lock_timeout=5,
    )
    attentive(broker.connection_pool)
    return broker

"""A slice of time at one host: one request after the other, reading and recording beside."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from aurora.commands.perception.recording import Recorder
from aurora.commands.perception.visiting import Visitor
from aurora.domains.clock import Clock
from aurora.domains.perception.frontier import Candidate, Claim, Frontier
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.ports import Pause, Perception, PerceptionWork
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.domains.perception.visit import Visit

RENEW_SECONDS = 5.0
WAIT_SECONDS = 5.0
IDLE_SECONDS = 0.5
RECORD_SECONDS = 1.0
RECORD_VISITS = 32
RECORD_BYTES = 4_000_000
HandOut = Callable[[PerceptionWork, Clock, Sequence[str]], Awaitable[None]]


@dataclass(kw_only=True)
class HostSlice:
    """Uses a claim until its time is over, nothing waits or the claim is lost."""

    claim: Claim
    visitor: Visitor
    recorder: Recorder
    perception: Perception
    frontier: Frontier
    clock: Clock
    pause: Pause
    manners: CrawlManners
    hand_out: HandOut
    allowed_at: datetime
    delay: float = 0.0
    landed: set[str] = field(default_factory=set, init=False)
    under_way: asyncio.Task[None] | None = field(default=None, init=False)
    read: list[Visit] = field(default_factory=list, init=False)
    troubles: int = field(default=0, init=False)
    tried: bool = field(default=False, init=False)

    async def run(self) -> None:
        """Fetch, then give the host back and enqueue its next turn; after a fault only the first
        two, and the job engine tries again.
        """
        ends = self.clock.now() + timedelta(seconds=self.manners.slice_seconds)
        self.troubles = self.claim.troubles
        try:
            async with self.frontier.kept(self.claim, seconds=self.manners.lease_seconds):
                await self._fetch(ends)
        except BaseException:
            await self._abandon()
            raise
        await self._pass_on()

    async def _fetch(self, ends: datetime) -> None:
        waiting = deque(self.claim.candidates)
        if waiting:
            asked = await self.visitor.robots.delay(waiting[0].url)
            self.delay = self.manners.delay_at(self.claim.host, asked)
        while self._goes_on(ends):
            if not waiting or self._ages():
                waiting = deque(await self._renewed())
            if not waiting:
                break
            await self._visit(waiting.popleft())
        await self._settle()

    def _goes_on(self, ends: datetime) -> bool:
        """Whether there is time, and the host need not be left alone for long meanwhile."""
        now = self.clock.now()
        if self._given_up:
            return now < ends
        waits = (self.allowed_at - now).total_seconds()
        return max(now, self.allowed_at) < ends and (waits < WAIT_SECONDS or not self.tried)

    @property
    def _given_up(self) -> bool:
        """Whether the host failed too often, just now too."""
        return self.tried and self.troubles >= self.manners.give_up

    async def _visit(self, candidate: Candidate) -> None:
        if candidate.url in self.landed:
            return
        visit = await self._asked(candidate) if not self._given_up else self._lost(candidate)
        self.landed.add(visit.url)
        await self._conclude()
        self.under_way = asyncio.create_task(self._finish(visit))

    async def _asked(self, candidate: Candidate) -> Visit:
        await self.pause.wait((self.allowed_at - self.clock.now()).total_seconds())
        visit = await self.visitor.ask(candidate)
        if not visit.refused:
            self.tried = True
            self.troubles = self.troubles + 1 if visit.troubled else 0
            self.allowed_at = self._allowed_after(visit)
        return visit

    def _lost(self, candidate: Candidate) -> Visit:
        reason = f"{self.claim.host} failed {self.troubles} times in a row"
        failure = FetchFailed(FetchError.HOST_DOWN, reason)
        return Visit(candidate=candidate, url=candidate.url, at=self.clock.now(), failure=failure)

    def _allowed_after(self, visit: Visit) -> datetime:
        took = visit.answer.elapsed if visit.answer else 0.0
        delay = self.manners.delay_after(took, self.delay)
        rest = max(delay, self.manners.rest_after(self.troubles))
        polite = self.clock.now() + timedelta(seconds=rest)
        return max(polite, visit.again_at or polite)

    async def _finish(self, visit: Visit) -> None:
        self.read.append(await self.visitor.read(visit))
        if self._due():
            await self._record()

    def _due(self) -> bool:
        """Record what was read at the latest after a moment; at once where a host is slow."""
        now = self.clock.now()
        waits = (self.allowed_at - now).total_seconds()
        age = (now - self.read[0].at).total_seconds()
        size = sum(len(content) for visit in self.read for content in visit.contents)
        return (
            len(self.read) >= RECORD_VISITS
            or size >= RECORD_BYTES
            or waits >= IDLE_SECONDS
            or age >= RECORD_SECONDS
        )

    async def _record(self) -> None:
        visits, self.read = self.read, []
        hosts = await self.recorder.record(self.claim, visits)
        if elsewhere := sorted(hosts - {self.claim.host}):
            async with self.perception.work() as work:
                await self.hand_out(work, self.clock, elsewhere)

    async def _conclude(self) -> None:
        task, self.under_way = self.under_way, None
        if task:
            await task

    async def _settle(self) -> None:
        await self._conclude()
        if self.read:
            await self._record()

    def _ages(self) -> bool:
        left = (self.claim.until - self.clock.now()).total_seconds()
        return self.delay >= RENEW_SECONDS or left < self.manners.lease_seconds - RENEW_SECONDS

    async def _renewed(self) -> Sequence[Candidate]:
        await self._settle()
        self.landed.clear()
        renewed = await self.frontier.renew(
            self.claim,
            limit=self.manners.batch,
            seconds=self.manners.lease_seconds,
            next_allowed_at=self.clock.now() + timedelta(seconds=self.delay),
        )
        if renewed is None:
            return ()
        self.claim = renewed
        return renewed.candidates

    async def _pass_on(self) -> None:
        async with self.perception.work() as work:
            if await self._release(work):
                await self.hand_out(work, self.clock, [self.claim.host])

    async def _abandon(self) -> None:
        if self.under_way:
            self.under_way.cancel()
        with suppress(Exception, asyncio.CancelledError):
            await self._conclude()
        with suppress(Exception):
            await self._settle()
        with suppress(Exception):
            async with self.perception.work() as work:
                await self._release(work)

    async def _release(self, work: PerceptionWork) -> bool:
        return await work.links.release(
            self.claim, next_allowed_at=self.allowed_at, troubles=self.troubles
        )

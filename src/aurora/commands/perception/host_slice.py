"""A slice of time at one host: one request after the other, reading and recording beside."""

import asyncio
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from aurora.commands.perception.group import VisitGroup, Writing
from aurora.commands.perception.turns import hand_out_turns
from aurora.commands.perception.visiting import Visitor
from aurora.domains.clock import Clock
from aurora.domains.perception.frontier import Candidate, Claim, Frontier
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.pace import Pace
from aurora.domains.perception.ports import Pause, Perception, PerceptionWork
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.domains.perception.url import origin_of
from aurora.domains.perception.visit import Visit

WAIT_SECONDS = 5.0
FIRST_SECONDS = 40.0  # with a robots.txt, a rest and a page a turn still fits in the time of a job


@dataclass(kw_only=True)
class HostSlice:
    """Uses a claim until its time is over, nothing waits or the claim is lost."""

    claim: Claim
    visitor: Visitor
    group: VisitGroup
    perception: Perception
    frontier: Frontier
    clock: Clock
    pause: Pause
    manners: CrawlManners
    allowed_at: datetime
    delay: float = field(default=0.0, init=False)
    pace: Pace = field(default_factory=Pace, init=False)
    asked_for: dict[str, float] = field(default_factory=dict, init=False)
    just_read: set[str] = field(default_factory=set, init=False)
    landed: set[str] = field(default_factory=set, init=False)
    under_way: asyncio.Task[None] | None = field(default=None, init=False)
    writings: set[Writing] = field(default_factory=set, init=False)
    troubles: int = field(default=0, init=False)
    tried: bool = field(default=False, init=False)

    async def run(self) -> None:
        """Fetch, then give the host back and enqueue its next turn; after a fault only the first
        two, and the job engine tries again.
        """
        ends = self.clock.now() + timedelta(seconds=self.manners.slice_seconds)
        self.troubles = self.claim.troubles
        self.pace = self.claim.pace or self.pace
        self.delay = self.manners.delay_at(self.claim.host, self.pace.crawl_delay)
        try:
            async with self.frontier.kept(self.claim, seconds=self.manners.lease_seconds):
                await self._fetch(ends)
        except BaseException:
            await self._abandon()
            raise
        await self._pass_on()

    async def _fetch(self, ends: datetime) -> None:
        waiting = deque(await self._prepared(self.claim.candidates))
        while self._goes_on(ends):
            if not waiting or self.manners.ages(self.claim.until, self.clock.now(), self.delay):
                waiting = deque(await self._renewed())
            if not waiting:
                break
            if self._given_up or await self._acquainted(waiting[0].asks):
                await self._visit(waiting.popleft())
        await self._settle()

    def _goes_on(self, ends: datetime) -> bool:
        """Whether there is time, and the host need not be left alone for long meanwhile."""
        now = self.clock.now()
        if self._given_up:
            return now < ends
        waits = (self.allowed_at - now).total_seconds()
        if self.just_read and not self.tried:
            ends += timedelta(seconds=FIRST_SECONDS)
        return max(now, self.allowed_at) < ends and (waits < WAIT_SECONDS or not self.tried)

    @property
    def _given_up(self) -> bool:
        """Whether the host failed too often, just now too."""
        return self.tried and self.troubles >= self.manners.give_up

    async def _acquainted(self, url: str) -> bool:
        """Know how the URL's origin is to be asked; False where the host is to rest for that before
        its page: its robots.txt had to be read, or asks for more than one that was known.
        """
        origin, at_hand = origin_of(url), self.visitor.robots.at_hand(url)
        if origin in (self.asked_for if at_hand else self.just_read):
            return True
        before = self.delay
        if at_hand:
            await self._learn(url)
            if self.tried:
                self.allowed_at += timedelta(seconds=self.delay - before)
        else:
            await self._rest()
            self.just_read.add(origin)
            self.allowed_at = self._rested()
            await self._learn(url)
            self.allowed_at = self._rested()
        return at_hand and self.delay == before

    async def _learn(self, url: str) -> None:
        self.asked_for[origin_of(url)] = await self.visitor.robots.delay(url)
        asked = max(self.asked_for.values())
        self.delay = self.manners.delay_at(self.claim.host, asked)
        self.pace = replace(self.pace, delay=self.delay, crawl_delay=asked)

    async def _rest(self) -> None:
        await self.pause.wait((self.allowed_at - self.clock.now()).total_seconds())

    def _rested(self) -> datetime:
        return self.clock.now() + timedelta(seconds=self.delay)

    async def _visit(self, candidate: Candidate) -> None:
        if candidate.url in self.landed:
            return
        visit = await self._asked(candidate) if not self._given_up else self._lost(candidate)
        self.landed.add(visit.url)
        await self._conclude()
        self.under_way = asyncio.create_task(self._finish(visit))

    async def _asked(self, candidate: Candidate) -> Visit:
        """Ask, and once more on a new connection where only the kept one had ended."""
        visit = await self._ask(candidate)
        if visit.stale:
            visit = await self._ask(candidate)
        return await self._rendered(visit) if await self.visitor.to_be_rendered(visit) else visit

    async def _rendered(self, visit: Visit) -> Visit:
        """Have the page shown by a browser, which asks for it in a turn of its own."""
        await self._rest()
        self.tried = True
        rendered = await self.visitor.render(visit)
        self.allowed_at = self._allowed_after(rendered)
        return rendered

    async def _ask(self, candidate: Candidate) -> Visit:
        if not self.visitor.recollection.suffices(candidate.asks):
            await self._rest()
        before, self.allowed_at = self.allowed_at, self._rested()
        visit = await self.visitor.ask(candidate)
        if visit.unasked:
            self.allowed_at = before
            return visit
        self.tried = True
        self.just_read.clear()
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
        if visit.answer:
            self.pace = self.pace.answered(took, delay=delay)
        rest = max(delay, self.manners.rest_after(self.troubles))
        polite = self.clock.now() + timedelta(seconds=rest)
        return max(polite, visit.again_at or polite)

    async def _finish(self, visit: Visit) -> None:
        read = await self.visitor.read(visit)
        self.writings.add(await self.group.add(self.claim, read))

    async def _conclude(self) -> None:
        task, self.under_way = self.under_way, None
        if task:
            await task

    async def _settle(self) -> None:
        """Wait until all that was read is recorded."""
        await self._conclude()
        writings, self.writings = self.writings, set()
        await self.group.settle(writings)

    async def _renewed(self) -> Sequence[Candidate]:
        await self._settle()
        self.landed.clear()
        renewed = await self.frontier.renew(
            self.claim,
            limit=self.manners.batch,
            seconds=self.manners.lease_seconds,
            next_allowed_at=self._rested(),
            pace=self.pace,
        )
        if renewed is None:
            return ()
        self.claim = renewed
        return await self._prepared(renewed.candidates)

    async def _prepared(self, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        await self.visitor.recollection.prepare([one.asks for one in candidates])
        return candidates

    async def _pass_on(self) -> None:
        async with self.perception.work() as work:
            if await self._release(work):
                await hand_out_turns(work, self.clock, [self.claim.host])

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
            self.claim,
            next_allowed_at=self.allowed_at,
            troubles=self.troubles,
            pace=self.pace,
        )

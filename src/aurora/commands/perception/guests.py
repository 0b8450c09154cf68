"""Guests: those who ask hosts for an answer that somebody waits for, each host in its turn."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import ceil

from aurora.commands.perception.retry_after import allowed_after, busy
from aurora.commands.perception.turns import hand_out_turns
from aurora.domains.clock import Clock, Ids
from aurora.domains.errors import Unavailable
from aurora.domains.perception.frontier import Claim, Frontier
from aurora.domains.perception.guests import Reservation, Reservations, Rest
from aurora.domains.perception.headers import Headers, no_headers
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.ports import Fetcher, Pause, Perception, Robots
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.perception.url import Urls
from aurora.domains.perception.visit import UNREACHED

MOST = 32
HOLD = timedelta(seconds=5)
LOOK_SECONDS = 0.25
AGAIN_SECONDS = 5


class HouseFull(Unavailable):
    """So many are inside that nobody else is let in."""


class HostRests(Unavailable):
    """The host is to be left alone for longer than the guest can wait."""


@dataclass(kw_only=True)
class Guests:
    """All guests of this process: so many at once, and at each host one after the other. Each turn
    ends in a unit of work of its own, so the commands that bring them run without a key.
    """

    reservations: Reservations
    frontier: Frontier
    perception: Perception
    fetcher: Fetcher
    robots: Robots
    urls: Urls
    ids: Ids
    clock: Clock
    pause: Pause
    manners: CrawlManners
    most: int = MOST
    inside: int = field(default=0, init=False)
    waiting: Counter[str] = field(default_factory=Counter, init=False)
    lines: dict[str, asyncio.Lock] = field(default_factory=dict, init=False)

    @asynccontextmanager
    async def admitted(self, seconds: float) -> AsyncIterator["Guest"]:
        """Let somebody in who can wait so long; what is still held goes back at the end. Raises
        HouseFull.
        """
        if self.inside >= self.most:
            said = f"{self.most} pages and maps are being read here already"
            raise HouseFull(said, retry_after=AGAIN_SECONDS)
        self.inside += 1
        guest = Guest(guests=self, ends=self.clock.now() + timedelta(seconds=seconds))
        try:
            yield guest
        finally:
            self.inside -= 1
            await guest.leave()

    @asynccontextmanager
    async def in_line(self, host: str) -> AsyncIterator[None]:
        """Wait until the guests of this process that came to the host before have gone."""
        self.waiting[host] += 1
        try:
            async with self.lines.setdefault(host, asyncio.Lock()):
                yield
        finally:
            self.waiting[host] -= 1
            if not self.waiting[host]:
                del self.waiting[host], self.lines[host]


@dataclass(kw_only=True)
class _Held:
    """A host that a guest has; `delay` lies between two requests. While one is `under_way`, nobody
    knows yet from when on the next is allowed.
    """

    claim: Claim
    since: datetime
    allowed_at: datetime
    troubles: int
    delay: float
    given_back: AsyncExitStack
    under_way: bool = False


@dataclass(kw_only=True)
class Guest:
    """Asks one host at a time, one request after the other, as slowly as the host asks."""

    guests: Guests
    ends: datetime
    held: _Held | None = field(default=None, init=False)
    leaving: asyncio.Task[None] | None = field(default=None, init=False)

    async def come(self, url: str, *, patience: float | None = None) -> None:
        """Wait until the URL may be asked, at most so many seconds for the turn at its host, and
        let go of any other; a robots.txt that is not at hand is read before, and the host rests
        after it. Raises HostRests.
        """
        await self._wait(await self._met(url, patience))

    async def ask(self, url: str, *, accept: str, headers: Headers = no_headers) -> Fetched:
        """Make one request, and once more where only a connection kept from before had ended; what
        comes of it decides when the host is asked again. Raises FetchFailed.
        """
        try:
            return await self._fetched(url, accept, headers)
        except FetchFailed as failure:
            if not failure.stale:
                raise
        await self.come(url)
        return await self._fetched(url, accept, headers)

    def heard(self, error: FetchError | None = None, answer: Fetched | None = None) -> None:
        """Note what came of it where somebody else asked the present host; without either nobody
        did for all that is known, and its failures in a row stay.
        """
        held = self.held
        if held is None or not held.under_way:
            return
        if error or answer:
            self._note(held, troubled=error in UNREACHED or busy(answer), answer=answer)
        else:
            self._rested(held)

    async def rest(self, url: str) -> None:
        """Wait until the URL's host may be asked, after somebody else asked the present one."""
        self.heard()
        await self.come(url)

    async def meet(self, url: str, *, patience: float | None = None) -> None:
        """See to it that the URL's robots.txt is at hand, after somebody else asked the present
        host; it is read in the turn of its own, if that comes within so many seconds. Raises
        HostRests.
        """
        self.heard()
        if not self.guests.robots.at_hand(url):
            await self._met(url, patience)

    async def leave(self) -> None:
        """Give the host back, and the turn to a crawl that waits for it; wholly, even where the
        guest is cancelled meanwhile and leaves once more.
        """
        held, self.held = self.held, None
        if held:
            if held.under_way:
                self._rested(held)
            self.leaving = asyncio.create_task(held.given_back.aclose())
        if self.leaving:
            await asyncio.shield(self.leaving)

    async def _met(self, url: str, patience: float | None = None) -> _Held:
        """Have the URL's host, and know how it is to be asked."""
        host, robots = self.guests.urls.host(url), self.guests.robots
        if self.held and (self.held.claim.host != host or self._long(self.held)):
            await self.leave()
        held = self.held = self.held or await self._reserved(host, patience)
        at_hand = robots.at_hand(url)
        if not at_hand:
            await self._wait(held)
        asked = await robots.delay(url)
        held.delay = max(held.delay, self.guests.manners.delay_at(host, asked))
        if not at_hand:
            self._rested(held)
        return held

    def _rested(self, held: _Held) -> None:
        held.under_way = False
        polite = self.guests.clock.now() + timedelta(seconds=held.delay)
        held.allowed_at = max(held.allowed_at, polite)

    def _long(self, held: _Held) -> bool:
        return not held.under_way and self.guests.clock.now() - held.since >= HOLD

    async def _fetched(self, url: str, accept: str, headers: Headers) -> Fetched:
        held = self.held
        if held is None:
            raise ValueError("who asks has come before")
        try:
            answer = await self.guests.fetcher.fetch(
                url, accept=accept, headers=headers, follow=False
            )
        except FetchFailed as failure:
            troubled = failure.reason in UNREACHED and not failure.stale
            self._note(held, troubled=troubled)
            raise
        self._note(held, troubled=busy(answer), answer=answer)
        return answer

    def _note(self, held: _Held, *, troubled: bool, answer: Fetched | None = None) -> None:
        manners, now = self.guests.manners, self.guests.clock.now()
        held.under_way = False
        held.troubles = held.troubles + 1 if troubled else 0
        held.allowed_at = allowed_after(answer, held.troubles, held.delay, now, manners)

    async def _wait(self, held: _Held) -> None:
        seconds = (held.allowed_at - self.guests.clock.now()).total_seconds()
        if held.allowed_at > self.ends:
            rest = Rest(host=held.claim.host, until=held.allowed_at, troubles=held.troubles)
            raise _rests(rest, seconds)
        if seconds > 0:
            await self.guests.pause.wait(seconds)
        held.under_way = True

    async def _reserved(self, host: str, patience: float | None) -> _Held:
        ends = self.ends
        if patience is not None:
            ends = min(ends, self.guests.clock.now() + timedelta(seconds=patience))
        async with AsyncExitStack() as stack:
            await self._line_up(stack, host, patience)
            reservation = await self._reservation(host, ends)
            held = _Held(
                claim=reservation.claim,
                since=self.guests.clock.now(),
                allowed_at=reservation.at,
                troubles=reservation.claim.troubles,
                delay=self.guests.manners.delay_at(host, 0.0),
                given_back=stack,
            )
            seconds = self.guests.manners.lease_seconds
            stack.push_async_callback(self._release, held)
            await stack.enter_async_context(self.guests.frontier.kept(held.claim, seconds=seconds))
            held.given_back = stack.pop_all()
        return held

    async def _line_up(self, stack: AsyncExitStack, host: str, patience: float | None) -> None:
        try:
            async with asyncio.timeout(patience):
                await stack.enter_async_context(self.guests.in_line(host))
        except TimeoutError:
            raise no_turn(host) from None

    async def _reservation(self, host: str, ends: datetime) -> Reservation:
        id = self.guests.ids.new()
        while True:
            now = self.guests.clock.now()
            left = (ends - now).total_seconds()
            found = await self.guests.reservations.reserve(
                host, by=id, within=left, seconds=self.guests.manners.lease_seconds
            )
            if isinstance(found, Reservation):
                return found
            if not found.held or left <= LOOK_SECONDS:
                raise _rests(found, (found.until - now).total_seconds())
            await self.guests.pause.wait(LOOK_SECONDS)

    async def _release(self, held: _Held) -> None:
        async with self.guests.perception.work() as work:
            if await work.links.release(
                held.claim, next_allowed_at=held.allowed_at, troubles=held.troubles
            ):
                await hand_out_turns(work, self.guests.clock, [held.claim.host])


def no_turn(host: str) -> HostRests:
    """Say that others had the host all the time."""
    said = f"{host} is asked for others, and no turn came in time"
    return HostRests(said, retry_after=AGAIN_SECONDS)


def _rests(rest: Rest, seconds: float) -> HostRests:
    wait = max(1, ceil(seconds))
    if rest.held:
        return no_turn(rest.host)
    said = f"{rest.host} may be asked again in {wait} s"
    if rest.troubles:
        failed = "request" if rest.troubles == 1 else f"{rest.troubles} requests"
        said = f"{rest.host} rests for {wait} s, since its last {failed} failed"
    return HostRests(said, retry_after=wait)

"""What the site of a crawl announces: sitemaps, feeds and llms.txt, read before its pages."""

from collections.abc import Iterable, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from msgspec.structs import replace

from aurora.commands.perception.retry_after import allowed_after, busy
from aurora.commands.perception.turns import hand_out_turns
from aurora.domains.clock import Clock
from aurora.domains.errors import Stale
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.frontier import Candidate, Claim, Frontier
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.page import Page, page_id
from aurora.domains.perception.ports import Pause, Perception, PerceptionWork, Robots
from aurora.domains.perception.rules import SITEMAP, Rules
from aurora.domains.perception.sitemaps import Announced, Itinerary, Sitemaps, Source
from aurora.domains.perception.types import ExcludedLink, FetchError, FetchFailed
from aurora.domains.perception.url import Urls, origin_of
from aurora.domains.perception.visit import UNREACHED

SECONDS = 30.0  # where all is read by then, pages still fit in the time of the same job
CHUNK = 500
USUAL = 0.5
STEPS = 4
TRIES = 4
TURNS = 5
REQUESTS = 1_000
NOT_READ, CUT_OFF = "not-read", "cut-off"


@dataclass(kw_only=True)
class Announcements:
    """Reads them under a claim, one request after the other, as slowly as the host asks; what one
    turn leaves is read in the next.
    """

    claim: Claim
    crawl: Crawl
    rules: Rules
    credentials: Credentials
    sitemaps: Sitemaps
    robots: Robots
    urls: Urls
    perception: Perception
    frontier: Frontier
    clock: Clock
    pause: Pause
    manners: CrawlManners
    itinerary: Itinerary = field(init=False)
    delay: float = field(default=0.0, init=False)
    known: int = field(default=0, init=False)
    troubles: int = field(init=False)
    troubled: bool = field(default=False, init=False)
    allowed_at: datetime = field(init=False)
    ends: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.itinerary, self.troubles = self.claim.itinerary, self.claim.troubles
        self.allowed_at = self.clock.now()
        self.ends = self.allowed_at + timedelta(seconds=SECONDS)

    async def run(self) -> datetime | None:
        """Let the crawl know what is announced, and give when the host may be asked again; None
        where the host was given back: before all was read, or late in the turn, or as it fails now,
        or no more. A site that cannot be reached announces nothing.

        After a fault, too, the host is given back, and the job engine tries again.
        """
        try:
            async with self.frontier.kept(self.claim, seconds=self.manners.lease_seconds):
                finished = await self._look_around()
                if finished:
                    await self._keep(due=False)
        except BaseException:
            self.allowed_at = max(self.allowed_at, self._rested())
            with suppress(Exception):
                await self._give_back()
            raise
        as_before = self.troubles == self.claim.troubles
        if finished and as_before and self.clock.now() < self.ends:
            return self.allowed_at
        self.itinerary = replace(self.itinerary, turns=0)
        await self._give_back(due=not finished, handing_out=True)
        return None

    async def _begin(self) -> None:
        """Count the turn at an origin before anything can go wrong in it."""
        self.itinerary = replace(self.itinerary, turns=self.itinerary.turns + 1)
        await self._keep(due=True)

    async def _keep(self, *, due: bool) -> None:
        async with self.perception.work() as work:
            await work.links.survey(
                self.crawl.id, [self.claim.host], due=due, itinerary=self.itinerary if due else None
            )

    async def _look_around(self) -> bool:
        """Tell whether nothing is left to read."""
        for origin in self._origins():
            await self._begin()
            if self.itinerary.turns > TURNS:
                await self._miss(origin, (f"{origin}robots.txt", *self._waiting()))
            else:
                with suppress(FetchFailed):
                    if not await self._read(origin):
                        return False
            self.itinerary = self.itinerary.beyond(origin)
        return True

    def _origins(self) -> Sequence[str]:
        starts = self.crawl.plan.start_urls
        here = (url for url in starts if self.urls.host(url) == self.claim.host)
        origins = dict.fromkeys(f"{origin_of(url)}/" for url in here)
        return [origin for origin in origins if origin not in self.itinerary.done]

    async def _read(self, origin: str) -> bool:
        if not (await self._goes_on() and await self._acquainted(origin)):
            return False
        position, headers = self.itinerary.position, self.credentials.headers_for
        async with aclosing(self.sitemaps.announced(origin, position, headers)) as sources:
            async for source in sources:
                await self._take(source)
                if self._in_trouble(source) or self._suffices:
                    await self._miss(origin, self._waiting())
                    return True
                if not await self._goes_on():
                    return False
        return True

    async def _acquainted(self, origin: str) -> bool:
        """Know how slowly the origin is to be asked; tell whether that can go on in this turn."""
        at_hand = self.robots.at_hand(origin)
        self.delay = self.manners.delay_at(self.claim.host, await self.robots.delay(origin))
        if not at_hand:
            self.allowed_at = self._rested()
        return await self._goes_on()

    async def _goes_on(self) -> bool:
        """Rest, unless the turn is over, the crawl too, or the host is in trouble or wanted by
        others.
        """
        if self.troubled or self.allowed_at >= self.ends:
            return False
        if self.manners.ages(self.claim.until, self.clock.now(), self.delay):
            renewed = await self.frontier.renew(
                self.claim,
                limit=0,
                seconds=self.manners.lease_seconds,
                next_allowed_at=self.allowed_at,
            )
            if renewed is None or not renewed.survey:
                return False
            self.claim = renewed
        await self.pause.wait((self.allowed_at - self.clock.now()).total_seconds())
        return True

    @property
    def _suffices(self) -> bool:
        full = self.known >= self.crawl.known_limit
        return full or self.itinerary.requests >= REQUESTS

    def _in_trouble(self, source: Source) -> bool:
        """Tell whether the site gave no answer, or an error where nobody had named the source, or
        was busy again and again.
        """
        guess_failed = source.guessed and source.error is FetchError.STATUS
        worn = self.troubled and self.troubles >= self.manners.give_up
        return source.error in UNREACHED or guess_failed or worn

    def _waiting(self) -> Sequence[str]:
        position = self.itinerary.position
        return [place.url for place in position.waiting] if position else []

    async def _take(self, source: Source) -> None:
        self.troubled = source.error in UNREACHED or busy(source.answer)
        self.troubles = self.troubles + 1 if self.troubled else 0
        self.allowed_at = allowed_after(
            source.answer, self.troubles, self.delay, self.clock.now(), self.manners
        )
        for start in range(0, len(source.announced), CHUNK):
            await self._take_up(source.url, source.announced[start : start + CHUNK])
        if source.error or not source.complete:
            await self._miss(source.url, [source.url], source.error or CUT_OFF)
        self.itinerary = self.itinerary.after(source.position)

    def _rested(self) -> datetime:
        return self.clock.now() + timedelta(seconds=self.delay)

    async def _take_up(self, source: str, announced: Sequence[Announced]) -> None:
        against = {one.url: self.rules.against(one.url) for one in announced}
        excluded = [ExcludedLink(url, rule) for url, rule in against.items() if rule]
        found = [self._candidate(one) for one in announced if against[one.url] is None]
        await self._note(source, excluded, found)

    async def _miss(self, source: str, urls: Iterable[str], why: str = NOT_READ) -> None:
        """Show that announcements were not read, or not wholly."""
        missed = [ExcludedLink(url, f"{SITEMAP}: {why}") for url in urls]
        if missed:
            await self._note(source, missed)

    async def _note(
        self, source: str, excluded: Sequence[ExcludedLink], found: Sequence[Candidate] = ()
    ) -> None:
        for attempt in range(TRIES):
            try:
                self.known = await self._noted(source, excluded, found)
            except Stale:
                if attempt == TRIES - 1:
                    raise
            else:
                return

    async def _noted(
        self, source: str, excluded: Sequence[ExcludedLink], found: Sequence[Candidate]
    ) -> int:
        async with self.perception.work() as work:
            crawl = await work.crawls.get(self.crawl.id)
            if excluded and not crawl.status.ended:
                await self._exclude(work, source, excluded)
            return await work.links.discover(crawl.id, found, limit=crawl.known_limit)

    async def _exclude(
        self, work: PerceptionWork, source: str, excluded: Sequence[ExcludedLink]
    ) -> None:
        """Record it at the source: at the crawl, its hosts would wait for each other."""
        id = page_id(self.crawl.id, source)
        page = await work.pages.find(id) or Page.of(self.crawl.id, source)
        page.exclude(excluded)
        work.pages.add(page)

    def _candidate(self, one: Announced) -> Candidate:
        return Candidate(
            url=one.url,
            host=self.urls.host(one.url),
            depth=min(1, self.crawl.plan.depth),
            priority=self.rules.priority(one.url) + _steps(one.priority),
        )

    async def _give_back(self, *, due: bool = True, handing_out: bool = False) -> None:
        async with self.perception.work() as work:
            held = await work.links.release(
                self.claim, next_allowed_at=self.allowed_at, troubles=self.troubles
            )
            if held:
                here, left = [self.claim.host], self.itinerary if due else None
                await work.links.survey(self.crawl.id, here, due=due, itinerary=left)
                if handing_out:
                    await hand_out_turns(work, self.clock, here)


def _steps(priority: float | None) -> int:
    """Give what the site thinks of a page in steps: none where it says nothing, or a half."""
    return 0 if priority is None else round((priority - USUAL) * STEPS)

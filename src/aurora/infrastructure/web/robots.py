"""robots.txt as RFC 9309 has it, parsed by Protego, kept for a day per origin."""

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence

import msgspec
from protego import Protego

from aurora.domains.perception.agent import OURS, product_token
from aurora.domains.perception.ports import Fetcher
from aurora.domains.perception.types import (
    TOO_MANY_REQUESTS,
    Fetched,
    FetchError,
    FetchFailed,
    RobotsUnread,
)
from aurora.domains.perception.url import origin_of

SIZE_LIMIT = 500 * 1024
LONG = 16 * 1024
DAY = 24 * 3600.0
SOON = 5 * 60.0
AT_ONCE = 1.0
OTHER = "-"
AGENT_LINE = re.compile(
    r"^([ \t]*user-?agent[ \t]*:)[ \t]*(\*|[a-z_-]*)[^\n]*", re.IGNORECASE | re.MULTILINE
)
NOWHERE = (FetchError.NAME_NOT_FOUND, FetchError.FORBIDDEN_ADDRESS)


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What an origin allows, until when this is believed."""

    expires: float
    rules: Protego | None = None
    otherwise: bool = True
    failed: FetchError | None = None
    why: str = ""
    passing: bool = False

    @property
    def unread(self) -> bool:
        """Whether the file is there for all we know and could not be read."""
        return self.failed is not None and not self.otherwise


class ProtegoRobots:
    """Asks each origin once at a time; what cannot be reached is asked again at once, then forbids
    and is asked again soon. Rules that were read before hold on meanwhile (RFC 9309, 2.4).
    """

    def __init__(
        self,
        fetcher: Fetcher,
        *,
        agent: str = OURS,
        origins: int = 5_000,
        clock: Callable[[], float] = time.monotonic,
        at_once: float = AT_ONCE,
    ) -> None:
        self._fetcher, self._size, self._clock = fetcher, origins, clock
        self._token, self._at_once = product_token(agent), at_once
        self._verdicts: OrderedDict[str, Verdict] = OrderedDict()
        self._asking: dict[str, asyncio.Task[Verdict]] = {}

    async def allows(self, url: str) -> bool:
        """Tell whether the canonical URL may be fetched."""
        return self._allows(await self._verdict(origin_of(url)), url)

    async def check(self, url: str) -> None:
        """Raise FetchFailed for a canonical URL that may not be fetched, and say why."""
        verdict = await self._verdict(origin_of(url))
        if self._allows(verdict, url):
            return
        if verdict.failed:
            raise RobotsUnread(verdict.failed, verdict.why)
        raise FetchFailed(FetchError.ROBOTS, f"the site's robots.txt refuses {url}")

    def at_hand(self, url: str) -> bool:
        """Tell whether what is kept is still believed."""
        known = self._verdicts.get(origin_of(url))
        return known is not None and known.expires > self._clock()

    async def delay(self, url: str) -> float:
        """Give the Crawl-delay of the URL's origin in seconds."""
        return self._delay(await self._verdict(origin_of(url)))

    async def sitemaps(self, url: str) -> Sequence[str]:
        """Give the sitemaps that the URL's origin names, each once."""
        verdict = await self._verdict(origin_of(url))
        if verdict.failed and verdict.unread:
            raise FetchFailed(verdict.failed, verdict.why)
        return tuple(dict.fromkeys(verdict.rules.sitemaps)) if verdict.rules else ()

    def _allows(self, verdict: Verdict, url: str) -> bool:
        if verdict.failed in NOWHERE:
            raise FetchFailed(verdict.failed, verdict.why)
        if verdict.rules is None:
            return verdict.otherwise
        return verdict.rules.can_fetch(url.partition("#")[0], self._token)

    async def _verdict(self, origin: str) -> Verdict:
        known = self._verdicts.get(origin)
        if known and known.expires > self._clock():
            self._verdicts.move_to_end(origin)
            return known
        if origin not in self._asking:
            task = asyncio.create_task(self._ask(origin))
            self._asking[origin] = task
            task.add_done_callback(lambda _: self._asking.pop(origin))
        return await asyncio.shield(self._asking[origin])

    async def _ask(self, origin: str) -> Verdict:
        verdict, before = await self._told(origin), self._verdicts.get(origin)
        if verdict.passing:
            await asyncio.sleep(self._at_once)
            verdict = await self._told(origin)
        if verdict.unread and before and not before.failed:
            again = max(SOON, min(2 * self._delay(before), DAY))  # a page comes between, too
            verdict = msgspec.structs.replace(before, expires=self._clock() + again)
        self._keep(origin, verdict)
        return verdict

    def _delay(self, verdict: Verdict) -> float:
        asked = verdict.rules.crawl_delay(self._token) if verdict.rules else None
        return max(0.0, asked or 0.0)

    async def _told(self, origin: str) -> Verdict:
        try:
            answer = await self._fetcher.fetch(
                f"{origin}/robots.txt", accept="text/plain, */*;q=0.5"
            )
            return await self._judge(answer)
        except FetchFailed as error:
            # RFC 9309: too many redirects count as a missing file (2.3.1.2), the rest as 2.3.1.4
            lost = error.reason is FetchError.TOO_MANY_REDIRECTS
            expires, reason = self._clock() + SOON, error.reason
            passing = reason is FetchError.CONNECTION
            return Verdict(
                expires=expires, otherwise=lost, failed=reason, why=str(error), passing=passing
            )

    async def _judge(self, answer: Fetched) -> Verdict:
        now, status = self._clock(), answer.status
        if 200 <= status < 300:
            text = answer.body[:SIZE_LIMIT].decode("utf-8-sig", "replace")
            return Verdict(expires=now + DAY, rules=await _parsed(_by_token(text, self._token)))
        if status == TOO_MANY_REQUESTS or status >= 500:
            return Verdict(
                expires=now + SOON,
                otherwise=False,
                failed=FetchError.STATUS,
                why=f"{answer.url} answers {status}",
                passing=status != TOO_MANY_REQUESTS,
            )
        return Verdict(expires=now + DAY)

    def _keep(self, origin: str, verdict: Verdict) -> None:
        self._verdicts[origin] = verdict
        self._verdicts.move_to_end(origin)
        while len(self._verdicts) > self._size:
            self._verdicts.popitem(last=False)


async def _parsed(text: str) -> Protego:
    if len(text) < LONG:
        return Protego.parse(text)
    return await asyncio.to_thread(Protego.parse, text)


def _by_token(text: str, ours: str) -> str:
    """Leave of each agent line its product token (RFC 9309, 2.2.1); no other one begins like ours.

    Protego compares by prefix and does not know versions.
    """

    def named(line: re.Match[str]) -> str:
        token = line[2].lower()
        return f"{line[1]} {token if token in ('*', ours.lower()) else OTHER}"

    return AGENT_LINE.sub(named, text.replace("\r\n", "\n").replace("\r", "\n"))

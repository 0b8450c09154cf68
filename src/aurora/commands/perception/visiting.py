"""Visiting one URL: ask, read, keep; nothing is decided here."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from hashlib import sha256

from msgspec.structs import replace as replace_fields

from aurora.commands.perception.recollection import Recollection
from aurora.commands.perception.rendering import as_failure, insists, to_be_rendered, unshown
from aurora.commands.perception.retry_after import asked_of
from aurora.domains.clock import Clock
from aurora.domains.errors import Unavailable
from aurora.domains.kept import Kept
from aurora.domains.perception.caching import NOT_MODIFIED
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.credentials import Credentials
from aurora.domains.perception.frontier import Candidate
from aurora.domains.perception.headers import Headers
from aurora.domains.perception.ports import Extractor, Fetcher, Renderer, Robots
from aurora.domains.perception.redirects import onward
from aurora.domains.perception.rules import Rules
from aurora.domains.perception.types import (
    ExcludedLink,
    Extracted,
    Fetched,
    FetchError,
    FetchFailed,
    RobotsUnread,
)
from aurora.domains.perception.url import Urls, is_home, is_root
from aurora.domains.perception.visit import UNREACHED, Reading, Visit
from aurora.domains.transcript import judgement, with_reasons

OF_THE_HOST = UNREACHED | {FetchError.TLS}
ACCEPT = "text/html, application/xhtml+xml, text/markdown;q=0.9, text/plain;q=0.9, */*;q=0.1"


@dataclass(frozen=True, kw_only=True)
class Visitor:
    """Goes to URLs on behalf of one crawl."""

    crawl: Crawl
    rules: Rules
    fetcher: Fetcher
    robots: Robots
    extractor: Extractor
    renderer: Renderer
    urls: Urls
    clock: Clock
    recollection: Recollection
    longest_wait: float
    credentials: Credentials

    @property
    def headers(self) -> Headers:
        """What the crawl shows to its own sites."""
        return self.credentials.headers_for

    async def ask(self, candidate: Candidate) -> Visit:
        """Make one request, for the URL or for where its redirects led, if its host allows."""
        visit = Visit(candidate=candidate, url=candidate.asks, at=self.clock.now())
        try:
            await self._check_robots(visit.url)
            visit = await self._fetched(visit)
            answer = visit.answer
            if answer and answer.moved_to:
                visit = self._redirected(visit, answer.moved_to)
        except Exception as error:
            failure = _failure(error)
            return replace(visit, failure=failure)
        return visit

    async def _fetched(self, visit: Visit) -> Visit:
        """Use what is remembered, or ask; what a crawl asks in its own way stays apart."""
        if own := self.headers(visit.url):
            return self._answered(visit, await self._request(visit.url, own))
        if answer := await self.recollection.reuse(visit.url):
            at = self.recollection.known[visit.url].checked_at
            return replace(self._answered(visit, answer), asked=False, at=at)
        conditions = self.recollection.conditions(visit.url)
        answer = await self._request(visit.url, conditions)
        return self._answered(visit, await self.recollection.whole(answer))

    async def _request(self, url: str, headers: Mapping[str, str]) -> Fetched:
        return await self.fetcher.fetch(url, accept=ACCEPT, headers=lambda _: headers, follow=False)

    async def to_be_rendered(self, visit: Visit) -> bool:
        """Tell whether the page that came is to be read as a browser shows it."""
        if (
            visit.answer is None
            or visit.failure
            or visit.target
            or not self.crawl.covers(visit.url)
        ):
            return False
        wanted = self.crawl.plan.render
        return await to_be_rendered(visit.answer, wanted, self.credentials.steps, self.renderer)

    async def render(self, visit: Visit) -> Visit:
        """Have the page shown; where that is not insisted on and fails, the plain one stays."""
        try:
            shown = await self.renderer.render(
                visit.url,
                permit=self._check_robots,
                headers=self.headers,
                steps=self.credentials.steps_for(visit.url),
            )
            if shown.page.moved_to:
                return self._redirected(visit, shown.page.moved_to)
        except Exception as error:
            if insists(self.crawl.plan.render, self.credentials.steps):
                return replace(visit, failure=_failure(as_failure(error)))
            return visit
        answered = self._answered(visit, shown.page)
        return replace(
            answered,
            url=shown.page.url,
            screenshots=shown.screenshots,
            reasons=shown.reasons,
        )

    async def read(self, visit: Visit) -> Visit:
        """Read the answer, if there is one to read, and say what of it is to be kept."""
        answer = visit.answer
        if answer is None:
            return visit
        light = replace(visit, answer=replace_fields(answer, body=b""), screenshots=())
        if visit.failure or visit.target or not self.crawl.covers(visit.url):
            return light
        try:
            extracted = await self._extracted(answer)
        except Exception as error:
            return replace(light, failure=_failure(error))
        if self.crawl.plan.ignore_robots:
            extracted = replace_fields(extracted, index=True)
        light = replace(light, reasons=(*visit.reasons, *unshown(answer)))
        return await self._read(light, answer.body, extracted, visit.screenshots)

    def _remembering(self, visit: Visit, raw_sha256: str, *, kept: bool) -> Visit:
        """Say what is to be remembered of the answer from now on."""
        if visit.answer is None or not visit.asked or self.headers(visit.url):
            return visit
        if visit.answer.rendered:
            return visit
        note = self.recollection.noted(visit.answer, raw_sha256) if kept else None
        outdated = note is None and visit.url in self.recollection.known
        return replace(visit, note=note, outdated=outdated)

    async def _extracted(self, answer: Fetched) -> Extracted:
        """Read the text only where somebody waits for it: in a collection, or of a batch, or for
        fields.
        """
        plan = self.crawl.plan
        if plan.collection_id or plan.batch or plan.fields:
            return await self.extractor.extract(answer, plan.fields)
        return await self.extractor.outline(answer)

    def _answered(self, visit: Visit, answer: Fetched) -> Visit:
        now = self.clock.now()
        visit = replace(visit, answer=answer, at=now)
        if answer.status < 400 and answer.status != NOT_MODIFIED:
            return visit
        failure = FetchFailed(FetchError.STATUS, f"{visit.url} answers {answer.status}")
        again_at = asked_of(answer, now, self.longest_wait)
        return replace(visit, failure=failure, again_at=again_at)

    def _redirected(self, visit: Visit, target: str) -> Visit:
        way = onward(visit.candidate.way or (visit.url,), target)
        if self.fetcher.forbids(target):
            reason = f"{visit.url} redirects to an address that may not be fetched"
            raise FetchFailed(FetchError.FORBIDDEN_ADDRESS, reason)
        elsewhere = self.urls.host(target) != visit.candidate.host
        return replace(visit, way=way, elsewhere=elsewhere)

    async def _check_robots(self, url: str) -> None:
        if self.crawl.plan.ignore_robots:
            return
        try:
            await self.robots.check(url)
        except RobotsUnread as unread:
            reason = unread.reason if unread.reason in OF_THE_HOST else FetchError.ROBOTS
            why = f"the site's robots.txt cannot be read: {unread}"
            raise RobotsUnread(reason, why) from unread

    async def _read(
        self, visit: Visit, body: bytes, extracted: Extracted, pictures: tuple[bytes, ...]
    ) -> Visit:
        transcript = with_reasons(extracted.transcript, visit.reasons)
        kept = Kept.of(extracted.text, extracted.elements, transcript)
        links = () if self.crawl.plan.batch else extracted.links
        against = {url: self.rules.against(url) for url in links}
        raw = sha256(body).hexdigest()
        same = self.recollection.same(visit.url, raw) if not self.headers(visit.url) else None
        reading = Reading(
            extracted=replace_fields(extracted, text="", links=(), elements=(), transcript=b""),
            raw_sha256=raw,
            raw_bytes=len(body),
            text_sha256=kept.text_sha256,
            canonical_url=await self._canonical(visit, extracted),
            links=tuple(url for url, rule in against.items() if rule is None),
            excluded=tuple(ExcludedLink(url, rule) for url, rule in against.items() if rule),
            unchanged_since=same.since if same else None,
            screenshots=tuple(sha256(one).hexdigest() for one in pictures),
            elements_sha256=kept.elements_sha256,
            transcript_sha256=kept.transcript_sha256,
            judgement=judgement(kept.transcript),
        )
        lasting = extracted.index and reading.canonical_url is None
        visit = self._remembering(visit, raw, kept=lasting)
        contents = (body, *kept.contents, *pictures)
        return replace(visit, reading=reading, contents=contents if extracted.index else ())

    async def _canonical(self, visit: Visit, extracted: Extracted) -> str | None:
        url = None if self.crawl.plan.batch else extracted.canonical_url
        own = (visit.url, visit.candidate.url, visit.url.partition("#")[0])
        if url is None or url in own or self.rules.against(url):
            return None
        if is_root(url) and not is_home(visit.url):
            return None  # a usual fault: each page of the site names its home
        if self.urls.host(url) != visit.candidate.host or not self.robots.at_hand(url):
            return url
        with suppress(FetchFailed):
            await self._check_robots(url)
            return url
        return None


def _failure(error: Exception) -> FetchFailed:
    """Give the failure without its traceback, whose frames hold the page's bytes."""
    if isinstance(error, FetchFailed):
        kind = RobotsUnread if isinstance(error, RobotsUnread) else FetchFailed
        return kind(error.reason, str(error), stale=error.stale)
    if isinstance(error, Unavailable):
        raise error
    return FetchFailed(FetchError.FAULT, f"Aurora could not read it: {type(error).__name__}")

"""The visit: what came back for one URL, and what is to become of the pages it touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from aurora.domains.perception.caching import CachedAnswer
from aurora.domains.perception.crawl import Crawl
from aurora.domains.perception.events import PageCaptured, PageFailed, PageSkipped
from aurora.domains.perception.frontier import Candidate
from aurora.domains.perception.page import (
    CAPTURED,
    DUPLICATE,
    fact,
    kept_headers,
    page_id,
)
from aurora.domains.perception.types import (
    TOO_MANY_REQUESTS,
    ExcludedLink,
    Extracted,
    Fetched,
    FetchError,
    FetchFailed,
    RobotsUnread,
    SkipReason,
)
from aurora.domains.transcript import Judgement

BUSY = frozenset({TOO_MANY_REQUESTS, 502, 503, 504})
PERHAPS_LATER = BUSY | {408, 500}
UNREACHED = frozenset({FetchError.CONNECTION, FetchError.TIMEOUT})
PASSING = UNREACHED | {FetchError.FAULT}


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it was read: its facts, the blobs that keep it, and where it points.

    Without `text_sha256` only the raw page was kept. `canonical_url` is another page of the crawl
    that this one names as its canonical form; `links` are canonical and may be followed, those that
    may not are `excluded`. `unchanged_since` is when an earlier crawl saw the same content first.
    A text without `elements_sha256` or `transcript_sha256` has no known parts.
    """

    extracted: Extracted
    raw_sha256: str
    raw_bytes: int
    text_sha256: str | None
    canonical_url: str | None
    links: tuple[str, ...]
    excluded: tuple[ExcludedLink, ...] = ()
    unchanged_since: datetime | None = None
    screenshots: tuple[str, ...] = ()
    elements_sha256: str | None = None
    transcript_sha256: str | None = None
    judgement: Judgement = Judgement()


@dataclass(frozen=True, kw_only=True)
class Visit:
    """One URL asked for; `url` is where the redirects ended, `again_at` when a busy host may be
    asked again. `contents` are to be kept before its fate is recorded; `reasons` say what is
    missing of the pictures. `way` is set where the
    answer is a redirect: it ends with the target, which is `elsewhere` at another host. Without
    `asked` the answer was remembered; `note` is what to remember of this one, `outdated` says that
    nothing is remembered rightly.
    """

    candidate: Candidate
    url: str
    at: datetime
    answer: Fetched | None = None
    failure: FetchFailed | None = None
    reading: Reading | None = None
    again_at: datetime | None = None
    contents: tuple[bytes, ...] = ()
    screenshots: tuple[bytes, ...] = ()
    reasons: tuple[str, ...] = ()
    way: tuple[str, ...] = ()
    elsewhere: bool = False
    asked: bool = True
    note: CachedAnswer | None = None
    outdated: bool = False

    @property
    def target(self) -> str | None:
        """Where the answer redirects to."""
        return self.way[-1] if self.way else None

    @property
    def moved(self) -> bool:
        """Whether another URL answered."""
        return self.url != self.candidate.url

    @property
    def status(self) -> int | None:
        """The HTTP status, if there was an answer."""
        return self.answer.status if self.answer else None

    @property
    def busy(self) -> bool:
        """Whether the host, or what stands before it, cannot answer now or asks for less."""
        return self.status in BUSY

    @property
    def unasked(self) -> bool:
        """Whether no request was made: robots.txt is against it, or the answer was remembered."""
        return not self.asked or (self.kept_out and self.answer is None)

    @property
    def kept_out(self) -> bool:
        """Whether robots.txt is against it, also by being out of reach."""
        reason = self.failure.reason if self.failure else None
        return isinstance(self.failure, RobotsUnread) or reason is FetchError.ROBOTS

    @property
    def stale(self) -> bool:
        """Whether only a connection kept from before had ended."""
        return self.failure is not None and self.failure.stale

    @property
    def tries(self) -> int:
        """How often the URL was asked for, this time included."""
        asked = not (self.unasked or (self.failure and self.failure.reason is FetchError.HOST_DOWN))
        return self.candidate.attempts + asked

    @property
    def troubled(self) -> bool:
        """Whether the host, rather than the page, is at fault."""
        unreached = self.failure is not None and self.failure.reason in UNREACHED
        return self.busy or (unreached and not (self.stale or self.kept_out))

    @property
    def passing(self) -> bool:
        """Whether the failure may be gone at the next try."""
        if self.failure is None or self.kept_out:
            return False
        if self.failure.reason is FetchError.STATUS:
            return self.status in PERHAPS_LATER
        return self.failure.reason in PASSING

    @property
    def concerned(self) -> frozenset[str]:
        """The URLs whose fates it may decide or depend on."""
        canonical = self.reading.canonical_url if self.reading else None
        own = (self.candidate.url, self.candidate.named_by)
        return frozenset(filter(None, (*own, self.url, self.target, canonical)))

    @property
    def links(self) -> tuple[str, ...]:
        """The links to follow."""
        return self.reading.links if self.reading and self.reading.extracted.follow else ()

    @property
    def excluded(self) -> tuple[ExcludedLink, ...]:
        """The links that a rule is against."""
        return self.reading.excluded if self.reading and self.reading.extracted.follow else ()


@dataclass(frozen=True)
class Skip:
    """A page is not captured, and why."""

    reason: SkipReason
    same_as: str | None = None

    @property
    def names(self) -> str | None:
        """The page that this one names as its canonical form."""
        return self.same_as if self.reason is SkipReason.DUPLICATE else None


Fate = Skip | FetchFailed | Reading


def judge(
    visit: Visit, crawl: Crawl, fates: Mapping[str, str | None]
) -> Sequence[tuple[str, Fate]]:
    """Give the fate of each URL that the visit decides; `fates` are those known before."""
    own = visit.candidate.url
    if visit.failure:
        return [(own, visit.failure)]
    if visit.target:
        covered = crawl.covers(visit.target)
        reason = SkipReason.REDIRECT if covered else SkipReason.OUT_OF_SCOPE
        return [(own, Skip(reason, visit.target))]
    if not crawl.covers(visit.url):
        return [(own, Skip(SkipReason.OUT_OF_SCOPE, visit.url))]
    if not visit.moved:
        return [(own, _judge_content(visit, fates))]
    moved: tuple[str, Fate] = (own, Skip(SkipReason.REDIRECT, visit.url))
    known, leads_home = fates.get(visit.url), visit.candidate.named_by == visit.url
    if known is None or (known == DUPLICATE and leads_home):
        return [moved, (visit.url, _judge_content(visit, fates))]
    return [moved]


def forsakes(fate: Fate, fates: Mapping[str, str | None]) -> bool:
    """Whether a page that named this one as its canonical form is left without a capture."""
    if isinstance(fate, Skip) and fate.reason is SkipReason.REDIRECT:
        return fates.get(fate.same_as or "") not in (None, CAPTURED)
    return isinstance(fate, FetchFailed) or (
        isinstance(fate, Skip) and fate.reason is SkipReason.OUT_OF_SCOPE
    )


def event(
    visit: Visit, crawl: Crawl, url: str, fate: Fate, known: int
) -> PageCaptured | PageSkipped | PageFailed:
    """Give the event that tells the fate."""
    match fate:
        case Skip():
            return PageSkipped(
                page_id=page_id(crawl.id, url),
                crawl_id=crawl.id,
                url=url,
                depth=visit.candidate.depth,
                reason=fate.reason,
                same_as=fate.same_as,
                known=known,
            )
        case FetchFailed():
            return PageFailed(
                page_id=page_id(crawl.id, url),
                crawl_id=crawl.id,
                url=url,
                depth=visit.candidate.depth,
                reason=fate.reason,
                detail=fact(str(fate)),
                status=visit.status,
                known=known,
                tries=visit.tries,
            )
    return _captured(visit, crawl, fate, known)


def _judge_content(visit: Visit, fates: Mapping[str, str | None]) -> Fate:
    reading = visit.reading
    if reading is None:
        return FetchFailed(FetchError.FAULT, "the page was not read")
    if not reading.extracted.index:
        return Skip(SkipReason.NOINDEX)
    other = reading.canonical_url
    if other and not visit.candidate.preferred and fates.get(other) in (None, CAPTURED):
        return Skip(SkipReason.DUPLICATE, other)
    return reading


def _captured(visit: Visit, crawl: Crawl, reading: Reading, known: int) -> PageCaptured:
    answer, said = visit.answer, reading.extracted
    if answer is None:
        raise ValueError("a capture needs an answer")
    return PageCaptured(
        page_id=page_id(crawl.id, visit.url),
        crawl_id=crawl.id,
        owner_id=crawl.owner_id,
        collection_id=crawl.plan.collection_id,
        requested_url=next(iter(visit.candidate.way), visit.candidate.url),
        url=visit.url,
        status=answer.status,
        depth=visit.candidate.depth,
        fetched_at=visit.at,
        media_type=answer.media_type,
        headers=kept_headers(answer.headers),
        raw_sha256=reading.raw_sha256,
        raw_bytes=reading.raw_bytes,
        text_sha256=reading.text_sha256,
        title=fact(said.title or ""),
        language=said.language,
        author=fact(said.author) if said.author else None,
        published=fact(said.published) if said.published else None,
        known=known,
        unchanged_since=reading.unchanged_since,
        rendered=answer.rendered,
        screenshots=reading.screenshots,
        elements_sha256=reading.elements_sha256,
        transcript_sha256=reading.transcript_sha256,
        page_type=reading.judgement.page_type,
        boilerplate=reading.judgement.boilerplate,
    )

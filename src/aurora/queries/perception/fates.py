"""The fates of URLs: one table of what can become of a URL, and for which reasons."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec

from aurora.domains.perception.crawl import CrawlPlan
from aurora.domains.perception.page import page_id
from aurora.domains.perception.rules import rules_of
from aurora.domains.perception.types import FetchError, LeftReason, SkipReason
from aurora.domains.perception.url import host_of
from aurora.queries.perception.ports import Undecided
from aurora.queries.perception.views import UNCHANGED, ExclusionView, PageView


class Fate(StrEnum):
    """What can become of a URL: the outcomes of pages, links that a rule keeps out, URLs that were
    let go before they were asked for, and URLs that still wait.
    """

    CAPTURED = "captured"
    SKIPPED = "skipped"
    FAILED = "failed"
    EXCLUDED = "excluded"
    LEFT = "left"
    WAITING = "waiting"


PAGE_REASONS: Mapping[Fate, Sequence[str]] = {
    Fate.CAPTURED: (UNCHANGED,),
    Fate.SKIPPED: tuple(SkipReason),
    Fate.FAILED: tuple(FetchError),
}


def reasons(plan: CrawlPlan) -> Mapping[Fate, Sequence[str]]:
    """Give the reasons for each fate that has some, in a crawl with that plan."""
    return {**PAGE_REASONS, Fate.EXCLUDED: rules_of(plan), Fate.LEFT: tuple(LeftReason)}


class UrlFate(msgspec.Struct, frozen=True, kw_only=True):
    """One URL and what became of it.

    `reason` says why it was not captured: for an excluded link the rule, for a URL that waits
    nothing. `same_as` is the URL that stands for it: the canonical one of a duplicate, the end of a
    redirect. `tries` says how often it was asked for.
    """

    id: UUID
    url: str
    outcome: Fate
    reason: str | None = None
    detail: str | None = None
    same_as: str | None = None
    host: str = ""
    depth: int | None = None
    tries: int = 0
    status: int | None = None
    due_at: datetime | None = None
    fetched_at: datetime | None = None
    requested_url: str | None = None
    media_type: str | None = None
    title: str | None = None
    language: str | None = None
    raw_bytes: int | None = None
    raw_sha256: str | None = None
    text_sha256: str | None = None


def of_page(page: PageView) -> UrlFate:
    """Give the fate of a page."""
    given = {name: getattr(page, name) for name in UrlFate.__struct_fields__ if hasattr(page, name)}
    return UrlFate(**{**given, "outcome": Fate(page.outcome)})


def of_exclusion(link: ExclusionView) -> UrlFate:
    """Give the fate of a link that a rule keeps out."""
    return UrlFate(
        id=link.id,
        url=link.url,
        outcome=Fate.EXCLUDED,
        reason=link.rule,
        host=host_of(link.url),
    )


def of_undecided(crawl_id: UUID, one: Undecided) -> UrlFate:
    """Give the fate of a URL that waits or was let go."""
    return UrlFate(
        id=page_id(crawl_id, one.url),
        url=one.url,
        outcome=Fate.LEFT if one.reason else Fate.WAITING,
        reason=one.reason,
        host=one.place.host,
        depth=one.place.depth,
        tries=one.tries,
        due_at=None if one.reason else one.due_at,
    )

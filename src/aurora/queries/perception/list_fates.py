"""What became of all URLs of a crawl."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta

from aurora.domains.errors import Invalid
from aurora.domains.perception.crawl import CrawlPlan
from aurora.domains.perception.page import page_id
from aurora.domains.perception.url import Urls
from aurora.domains.principal import Permission, Principal
from aurora.queries.perception.fate_sources import FateSources, Source
from aurora.queries.perception.fates import (
    Fate,
    UrlFate,
    of_exclusion,
    of_page,
    of_undecided,
    reasons,
)
from aurora.queries.perception.narrowing import check_texts
from aurora.queries.perception.ports import FrontierState
from aurora.queries.perception.views import CrawlView, ExclusionView, PageView
from aurora.queries.perception.visible import visible_crawl
from aurora.queries.query import Query
from aurora.queries.view import Views

PART = 500
LOOKED_AT = 5_000
Place = tuple[Fate | None, str]


class Fates(msgspec.Struct, frozen=True, kw_only=True):
    """Part of a crawl's URLs with their fates; `next` is the cursor of the part after it."""

    items: Sequence[UrlFate]
    next: str | None


class ListFates(Query[Fates], frozen=True, kw_only=True):
    """Ask what became of a crawl's URLs: of all, of one, or of those with an outcome, a reason, a
    host or a beginning.

    A part may be short, and have a next one, where few of many URLs begin so.
    """

    permission = Permission.READ_CRAWLS
    waits_for = ("crawls",)
    crawl_id: UUID
    outcome: Fate | None = None
    reason: str | None = None
    host: str | None = None
    prefix: str | None = None
    url: str | None = None
    limit: Annotated[int, Meta(ge=1, le=1_000)] = 50
    cursor: str | None = None


async def list_fates(
    query: ListFates,
    by: Principal,
    crawls: Views[CrawlView],
    pages: Views[PageView],
    exclusions: Views[ExclusionView],
    frontier: FrontierState,
    urls: Urls,
) -> Fates:
    """Give them fate by fate; of a crawl that goes on, what moves meanwhile may be met twice."""
    check_texts(reason=query.reason, host=query.host, prefix=query.prefix, url=query.url)
    url = None if query.url is None else urls.named(query.url)
    begin = _cursor(query.cursor)
    crawl = await visible_crawl(query.crawl_id, by, crawls)
    looking = _Looking(query)
    if url is not None:
        found = await _one(crawl.id, url, pages, exclusions, frontier)
        return Fates(items=[one for one in found if looking.wants(one)], next=None)
    sources = FateSources(
        crawl_id=crawl.id,
        host=query.host,
        reason=query.reason,
        pages=pages,
        exclusions=exclusions,
        frontier=frontier,
    )
    return await _listed(looking, sources, _wanted(query, crawl.plan), begin)


async def _listed(
    looking: "_Looking", sources: FateSources, wanted: Sequence[Fate], place: Place
) -> Fates:
    begin, after = place
    order = list(Fate)
    for fate in wanted:
        if begin and order.index(fate) < order.index(begin):
            continue
        mark = await looking.through(sources.of(fate), after if fate is begin else "")
        if mark is not None:
            return Fates(items=looking.found, next=f"{fate}:{mark}")
    return Fates(items=looking.found, next=None)


@dataclass
class _Looking:
    """Goes through sources until enough was found, or enough was looked at."""

    query: ListFates
    found: list[UrlFate] = field(default_factory=list)
    looked_at: int = 0

    async def through(self, source: Source, mark: str) -> str | None:
        """Give the mark to go on after, None at the end of the source."""
        limit = PART if self.query.prefix or self.query.host else self.query.limit
        while True:
            part = await source(mark, limit)
            for mark, one in part:
                self.looked_at += 1
                if self.wants(one):
                    self.found.append(one)
                if len(self.found) == self.query.limit or self.looked_at == LOOKED_AT:
                    return mark
            if len(part) < limit:
                return None

    def wants(self, one: UrlFate) -> bool:
        """Tell whether a URL is one of those asked for."""
        asked = (
            (self.query.outcome, one.outcome),
            (self.query.reason, one.reason),
            (self.query.host, one.host),
        )
        same = all(wanted in (None, given) for wanted, given in asked)
        return same and one.url.startswith(self.query.prefix or "")


def _wanted(query: ListFates, plan: CrawlPlan) -> Sequence[Fate]:
    by_fate = reasons(plan)
    possible = [
        fate for fate in Fate if query.reason is None or query.reason in by_fate.get(fate, ())
    ]
    return [fate for fate in possible if query.outcome in (None, fate)]


def _cursor(text: str | None) -> Place:
    check_texts(cursor=text)
    if text is None:
        return None, ""
    name, _, mark = text.partition(":")
    if name not in list(Fate):
        raise Invalid("this is not the cursor of such a list", "cursor")
    return Fate(name), mark


async def _one(
    crawl_id: UUID,
    url: str,
    pages: Views[PageView],
    exclusions: Views[ExclusionView],
    frontier: FrontierState,
) -> Sequence[UrlFate]:
    id = page_id(crawl_id, url)
    if page := await pages.get(id):
        return [of_page(page)]
    if link := await exclusions.get(id):
        return [of_exclusion(link)]
    one = await frontier.find(crawl_id, url)
    return [of_undecided(crawl_id, one)] if one else []

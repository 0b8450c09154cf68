"""What became of a crawl, in the end."""

from collections.abc import Mapping

import msgspec

from aurora.cli.client import Client
from aurora.cli.collections import Named
from aurora.cli.following import Passages, Standing
from aurora.cli.happening import chosen, counts, shared_out
from aurora.cli.output import clean, counted, duration, size
from aurora.domains.perception.rules import rules_of
from aurora.domains.perception.types import EndedBy, FetchError, LeftReason, SkipReason
from aurora.queries.perception.get_crawl import CrawlProgress
from aurora.queries.perception.views import Outcome, PageView

EXAMPLE_LIMIT = 100
LIMITS = {
    EndedBy.PAGE_LIMIT: "its limit of pages was",
    EndedBy.BYTE_LIMIT: "its limit of bytes was",
    EndedBy.TIME_LIMIT: "its limit of time was",
}


class Reason(msgspec.Struct):
    """Why URLs were not captured: how many, and one of them."""

    count: int
    example: str


class Summary(msgspec.Struct, frozen=True, kw_only=True):
    """What `aurora crawl --json` prints."""

    crawl: CrawlProgress
    collection: Named | None
    passages: Passages
    failures: Mapping[str, Reason]
    skips: Mapping[str, int]


async def summarise(client: Client, standing: Standing, collection: Named | None) -> Summary:
    """Ask why URLs failed and were skipped."""
    path = f"/v1/crawls/{standing.crawl.id}/pages"
    failures: dict[str, Reason] = {}
    async for page in client.every(path, PageView, outcome=Outcome.FAILED):
        reason = failures.setdefault(_why(page), Reason(0, page.url))
        reason.count += 1
    return Summary(
        crawl=standing.crawl,
        collection=collection,
        passages=standing.passages,
        failures=dict(sorted(failures.items(), key=lambda one: (-one[1].count, one[0]))),
        skips=shared_out(standing.crawl, SkipReason, standing.crawl.skipped),
    )


def written(summary: Summary) -> str:
    """Write the summary for people."""
    lines = [_headline(summary), *_asides(summary), *_failures(summary), *_found(summary)]
    return "\n".join([*lines, *_further(summary.crawl)])


def _headline(summary: Summary) -> str:
    crawl = summary.crawl
    ended = crawl.ended_at or crawl.started_at
    into = f' into "{summary.collection.name}"' if summary.collection else ""
    took = duration((ended - crawl.started_at).total_seconds())
    pages = f"{counted(crawl.captured, 'page')}{_remarks(crawl)}"
    return clean(f"Captured {pages}{into} in {took}{_end(crawl)}.")


def _remarks(crawl: CrawlProgress) -> str:
    same = [f"{crawl.unchanged:,} unchanged"] if crawl.unchanged else []
    weight = [size(crawl.captured_bytes)] if crawl.captured_bytes else []
    return f" ({', '.join(same + weight)})" if same or weight else ""


def _end(crawl: CrawlProgress) -> str:
    if crawl.status != "finished":
        return f"; the crawl was {crawl.status}"
    return f"; {LIMITS[crawl.ended_by]} reached" if crawl.ended_by in LIMITS else ""


def _asides(summary: Summary) -> list[str]:
    crawl = summary.crawl
    found = (
        ("Skipped", crawl.skipped, summary.skips),
        ("Excluded", crawl.excluded, chosen(crawl, rules_of(crawl.plan))),
        ("Left", crawl.left, shared_out(crawl, LeftReason, crawl.left)),
    )
    return [f"{name} {number:,}: {counts(why)}." for name, number, why in found if number]


def _further(crawl: CrawlProgress) -> list[str]:
    if crawl.known == crawl.captured and not crawl.excluded:
        return []
    return [f"Every URL and what became of it: aurora fates {crawl.id}"]


def _failures(summary: Summary) -> list[str]:
    if not summary.failures:
        return []
    lines = [
        f"  {reason:<20} {found.count:>5}   {clean(found.example)[:EXAMPLE_LIMIT]}"
        for reason, found in summary.failures.items()
    ]
    return [f"Failed {summary.crawl.failed}:", *lines]


def _found(summary: Summary) -> list[str]:
    passages = summary.passages
    if not passages.documents:
        return []
    collection = f"{counted(passages.documents, 'document')}, {counted(passages.total, 'passage')}"
    return [
        f"The collection has {collection}: {passages.by_word:,} found by word, "
        f"{passages.by_meaning:,} by meaning."
    ]


def _why(page: PageView) -> str:
    if page.reason == FetchError.STATUS and page.status:
        return f"status {page.status}"
    return page.reason or "unknown"

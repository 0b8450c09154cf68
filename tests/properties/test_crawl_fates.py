"""Whatever fails in whatever order: each known URL has one fate, and every crawl ends."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.expedition import NOINDEX, SITE, Expedition, canonical, page
from tests.people import EDITOR

from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.errors import Unavailable
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.events import PageCaptured, PageFailed, PageReopened, PageSkipped
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed, SkipReason
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.web import MemoryFetcher
from aurora.queries.perception.activity import Doing
from aurora.queries.perception.fates import Fate, UrlFate
from aurora.queries.perception.list_fates import ListFates

PATHS = ["", "a", "b", "c", "d", "e"]
FATES = (PageCaptured, PageSkipped, PageReopened, PageFailed)
ROUNDS = 60
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class Killed(BaseException):
    """The worker's process is gone."""


class UnluckyFetcher(MemoryFetcher):
    """Meets one mishap after the other, then none."""

    def __init__(self, pages: Mapping[str, Fetched | FetchFailed], mishaps: Sequence[str]) -> None:
        super().__init__(pages)
        self.mishaps = list(mishaps)

    async def answer(self, url: str) -> Fetched:
        mishap = self.mishaps.pop() if self.mishaps else "none"
        if mishap == "killed":
            raise Killed
        if mishap == "timeout":
            raise FetchFailed(FetchError.TIMEOUT, "too slow")
        if mishap == "busy":
            return Fetched(url=url, status=503, headers={"retry-after": "7"}, body=b"")
        return await super().answer(url)


class UnluckyBlobs(MemoryBlobs):
    """Is gone now and then."""

    def __init__(self, losses: Sequence[bool]) -> None:
        super().__init__()
        self.losses = list(losses)

    async def put(self, content: bytes) -> str:
        if self.losses and self.losses.pop():
            raise Unavailable("gone for a moment")
        return await super().put(content)


def made(path: str, kind: str, links: Sequence[str]) -> tuple[str, Fetched]:
    to = links[0] if links else ""
    match kind:
        case "missing":
            return page(path, status=404)
        case "redirect":
            return page(path, answers_as=to)
        case "canonical":
            return page(path, *links, head=canonical("/" + to))
        case "noindex":
            return page(path, *links, head=NOINDEX)
    return page(path, *links)


kinds = st.sampled_from(["plain", "plain", "plain", "missing", "redirect", "canonical", "noindex"])
sites = st.fixed_dictionaries(
    {path: st.tuples(kinds, st.lists(st.sampled_from(PATHS), max_size=3)) for path in PATHS}
)
booleans = st.lists(st.booleans(), max_size=8)
plans = st.fixed_dictionaries(
    {
        "depth": st.integers(0, 4),
        "page_limit": st.integers(1, 7),
        "exclude": st.sampled_from([(), ("^/b$",), ("^/[ce]$", "^/$")]),
    }
)
mishaps = st.lists(st.sampled_from(["none", "killed", "timeout", "busy"]), max_size=12)


async def endure(expedition: Expedition, id: UUID, losses: Sequence[bool] = ()) -> None:
    """Go on like an installation does: workers die, jobs are lost, leases end, the sweeper
    sweeps.
    """
    lost = list(losses)
    for _ in range(ROUNDS):
        try:
            await (expedition.settle() if lost else expedition.finish())
        except (Killed, Unavailable):
            expedition.record.jobs.clear()
        if lost and lost.pop():
            expedition.record.jobs.clear()
        if (await expedition.progress(id)).status is CrawlStatus.FINISHED:
            return
        expedition.clock.advance(61)
        await expedition.bus.send(SweepCrawls(), SYSTEM)
        await somebody_works(expedition, id)
    raise AssertionError("the crawl never ends")


async def somebody_works(expedition: Expedition, id: UUID) -> None:
    """A crawl that is swept and has not ended holds a lease, or a job for its next step waits."""
    crawl = await expedition.progress(id)
    held = [one for one in expedition.frontier.ground.hosts.values() if one.leased_until]
    held = [one for one in held if (one.leased_until or NEVER) > expedition.clock.now()]
    jobs = [job for job in expedition.record.jobs if getattr(job.command, "crawl_id", None) == id]
    assert crawl.activity
    assert jobs or held
    assert (crawl.activity.now is Doing.FETCHING) == bool(held)


async def every_fate(expedition: Expedition, id: UUID) -> list[UrlFate]:
    """List all URLs, a few at a time."""
    found: list[UrlFate] = []
    cursor: str | None = None
    while True:
        part = await expedition.bus.ask(ListFates(crawl_id=id, limit=3, cursor=cursor), EDITOR)
        found += part.items
        cursor = part.next
        if cursor is None:
            return found


def decisions(expedition: Expedition) -> Counter[str]:
    """Count the fates of each URL; that it is a duplicate after all no more is none of them."""
    found: dict[str, list[str]] = {}
    for event in (r.event for r in expedition.record.log if isinstance(r.event, FATES)):
        before = found.setdefault(event.url, [])
        if before and before[-1] == SkipReason.DUPLICATE:
            before.pop()
        if not isinstance(event, PageReopened):
            before.append(event.reason if isinstance(event, PageSkipped) else "")
    return Counter({url: len(fates) for url, fates in found.items() if fates})


async def add_up(expedition: Expedition, id: UUID) -> None:
    """Each URL has one fate and is counted where it is listed."""
    decided = decisions(expedition)
    urls = expedition.frontier.ground.crawls[id].urls
    let_go = {url for url, one in urls.items() if one.reason}
    assert decided == dict.fromkeys(urls.keys() - let_go, 1)
    assert not any(one.waiting for one in urls.values())

    listed, crawl = await every_fate(expedition, id), await expedition.progress(id)
    by_outcome = Counter(one.outcome for one in listed)
    assert max(Counter(one.url for one in listed).values()) == 1
    assert {one.url for one in listed if one.outcome != Fate.EXCLUDED} == urls.keys()
    assert by_outcome == {
        fate: number for fate in Fate if (number := getattr(crawl, fate)) or fate in by_outcome
    }
    assert crawl.known == len(urls) == len(listed) - crawl.excluded
    assert crawl.by_reason == Counter(one.reason for one in listed if one.reason)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sites, mishaps, booleans, plans, booleans)
@example(
    site={path: ("plain", []) for path in PATHS}
    | {"": ("canonical", ["c", "a"]), "c": ("missing", [])},
    mishaps=["timeout", "timeout", "none", "none"],
    losses=[],
    plan={"depth": 1, "page_limit": 1, "exclude": ()},
    lost=[],
)
@example(
    site={path: ("plain", []) for path in PATHS}
    | {"": ("plain", ["b", "c"]), "b": ("canonical", []), "c": ("redirect", ["b"])},
    mishaps=[],
    losses=[],
    plan={"depth": 1, "page_limit": 2, "exclude": ("^/b$",)},
    lost=[],
)
async def test_each_known_url_has_one_fate(
    site: dict[str, tuple[str, list[str]]],
    mishaps: list[str],
    losses: list[bool],
    plan: dict[str, Any],
    lost: list[bool],
) -> None:
    pages = dict(made(path, kind, links) for path, (kind, links) in site.items())
    expedition = Expedition(
        pages, fetcher=UnluckyFetcher(pages, mishaps), blobs=UnluckyBlobs(losses)
    )
    id = await expedition.start(SITE, **plan)
    await expedition._follow()

    await endure(expedition, id, lost)

    await add_up(expedition, id)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sites)
async def test_what_a_duplicate_says_is_kept_somewhere(
    site: dict[str, tuple[str, list[str]]],
) -> None:
    expedition = Expedition(dict(made(path, kind, links) for path, (kind, links) in site.items()))
    id = await expedition.start(SITE, depth=9)
    await expedition.finish()

    fates = {one.url: one for one in await every_fate(expedition, id)}
    for one in fates.values():
        seen: list[str] = []
        while one.reason in (SkipReason.DUPLICATE, SkipReason.REDIRECT) and one.url not in seen:
            seen.append(one.url)
            assert one.same_as
            one = fates[one.same_as]
        if fates[seen[0] if seen else one.url].reason == SkipReason.DUPLICATE:
            assert one.outcome == Fate.CAPTURED or one.reason == SkipReason.NOINDEX, (seen, one)

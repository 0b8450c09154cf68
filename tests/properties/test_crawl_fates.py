"""Whatever fails in whatever order: each known URL has one fate, and every crawl ends."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.expedition import NOINDEX, SITE, Expedition, canonical, page

from aurora.commands.perception.sweep_crawls import SweepCrawls
from aurora.domains.errors import Unavailable
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.events import PageCaptured, PageFailed, PageSkipped
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.web import MemoryFetcher

PATHS = ["", "a", "b", "c", "d", "e"]
FATES = (PageCaptured, PageSkipped, PageFailed)
ROUNDS = 60


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
mishaps = st.lists(st.sampled_from(["none", "killed", "timeout", "busy"]), max_size=12)


async def endure(expedition: Expedition, id: UUID) -> None:
    """Go on like an installation does: workers die, leases end, the sweeper sweeps."""
    for _ in range(ROUNDS):
        try:
            await expedition.finish()
        except (Killed, Unavailable):
            expedition.record.jobs.clear()
        if (await expedition.progress(id)).status is CrawlStatus.FINISHED:
            return
        expedition.clock.advance(61)
        await expedition.bus.send(SweepCrawls(), SYSTEM)
    raise AssertionError("the crawl never ends")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(sites, mishaps, st.lists(st.booleans(), max_size=6))
async def test_each_known_url_has_one_fate(
    site: dict[str, tuple[str, list[str]]], mishaps: list[str], losses: list[bool]
) -> None:
    pages = dict(made(path, kind, links) for path, (kind, links) in site.items())
    expedition = Expedition(
        pages, fetcher=UnluckyFetcher(pages, mishaps), blobs=UnluckyBlobs(losses)
    )
    id = await expedition.start(SITE)
    await expedition._follow()

    await endure(expedition, id)

    decided = Counter(r.event.url for r in expedition.record.log if isinstance(r.event, FATES))
    known = expedition.frontier.ground.crawls[id].urls
    assert decided == dict.fromkeys(known, 1)
    assert not any(url.waiting for url in known.values())

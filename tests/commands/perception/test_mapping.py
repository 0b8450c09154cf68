"""Mapping a site while nobody waits for it."""

from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
import pytest
from tests.expedition import SITE, Expedition, page
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER

from aurora.commands.perception.cancel_mapping import CancelMapping
from aurora.commands.perception.expire_mapping import ExpireMapping
from aurora.commands.perception.map_site import MapSite
from aurora.commands.perception.run_mapping import RunMapping
from aurora.commands.perception.start_mapping import StartMapping
from aurora.domains.errors import Conflict, Forbidden, Invalid, NotFound, Unavailable
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.site_mapping import MappingStatus
from aurora.domains.perception.sitemaps import Announced, Source
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.domains.principal import Principal
from aurora.infrastructure.blobs.local import LocalBlobs
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.queries.perception.get_mapping import GetMapping
from aurora.queries.perception.get_mapping_result import GetMappingResult
from aurora.queries.perception.list_mappings import ListMappings
from aurora.queries.perception.mappings_projection import MappingView

MAP = f"{SITE}sitemap.xml"


@pytest.fixture
def expedition() -> Expedition:
    announced = tuple(Announced(url=SITE + path, source=MAP) for path in ("a", "b"))
    sitemaps = MemorySitemaps([Source(url=MAP, announced=announced)])
    return Expedition(dict([page("", "c")]), sitemaps=sitemaps, blobs=MemoryBlobs())


async def start(expedition: Expedition, url: str = SITE, **more: Any) -> UUID:
    return await expedition.bus.send(StartMapping(site=MapSite(url=url, **more)), EDITOR)


async def seen(expedition: Expedition, id: UUID, by: Principal = EDITOR) -> MappingView:
    return await expedition.bus.ask(GetMapping(mapping_id=id), by)


async def result(expedition: Expedition, id: UUID, by: Principal = EDITOR) -> Any:
    found = await expedition.bus.ask(GetMappingResult(mapping_id=id), by)
    return msgspec.json.decode(found)


async def test_a_map_is_made_and_kept(expedition: Expedition) -> None:
    id = await start(expedition)
    await run(expedition)

    view, site = await seen(expedition, id), await result(expedition, id)

    assert (view.status, view.url) == (MappingStatus.FINISHED, SITE)
    assert (view.found, view.sources, view.truncated) == (4, 2, False)
    assert [one["url"] for one in site["urls"]] == [SITE + path for path in ("a", "b", "", "c")]
    at_once = await expedition.bus.send(MapSite(url=SITE), EDITOR)
    assert msgspec.json.decode(msgspec.json.encode(at_once)) == site


async def run(expedition: Expedition) -> None:
    await expedition.settle()


async def test_places_that_failed_are_counted_and_named() -> None:
    slow = Source(url=MAP, error=FetchError.TIMEOUT, detail="too slow")
    expedition = Expedition(dict([page("")]), sitemaps=MemorySitemaps([slow]))
    id = await start(expedition)
    await run(expedition)

    view, site = await seen(expedition, id), await result(expedition, id)
    assert (view.sources, view.failed) == (2, 1)
    assert [one["detail"] for one in site["sources"] if one["error"]] == ["too slow"]


async def test_nothing_is_there_before_the_end(expedition: Expedition) -> None:
    id = await start(expedition)
    await expedition._follow()

    assert (await seen(expedition, id)).status is MappingStatus.RUNNING
    with pytest.raises(Conflict, match="running"):
        await result(expedition, id)


async def test_progress_is_told(expedition: Expedition) -> None:
    await start(expedition)
    await run(expedition)

    types = [recorded.type for recorded in expedition.record.log]
    assert types[0] == "perception.mapping-started.v1"
    assert types[1] == "perception.mapping-progressed.v1"
    assert types[-1] == "perception.mapping-finished.v1"


async def test_a_cancelled_map_reads_nothing(expedition: Expedition) -> None:
    id = await start(expedition)
    await expedition.bus.send(CancelMapping(mapping_id=id), EDITOR)
    await run(expedition)

    assert (await seen(expedition, id)).status is MappingStatus.CANCELLED
    assert expedition.fetcher.asked == []
    with pytest.raises(Conflict):
        await expedition.bus.send(CancelMapping(mapping_id=id), EDITOR)


async def test_a_cancellation_stops_what_is_under_way() -> None:
    sources = [Source(url=f"{MAP}{number}") for number in range(5)]
    expedition = Expedition({}, CrawlManners(delay=1.0), sitemaps=MemorySitemaps(sources))
    id = await start(expedition)
    wait = expedition.pause.wait

    async def cancelling(seconds: float) -> None:
        expedition.pause.wait = wait  # type: ignore[method-assign]
        await expedition.bus.send(CancelMapping(mapping_id=id), EDITOR)
        await wait(seconds + 1)

    expedition.pause.wait = cancelling  # type: ignore[method-assign]
    await run(expedition)

    view = await seen(expedition, id)
    assert (view.status, view.sources) == (MappingStatus.CANCELLED, 1)
    assert expedition.fetcher.asked == []


async def test_a_site_that_cannot_be_reached_is_a_failed_map() -> None:
    slow = FetchFailed(FetchError.TIMEOUT, "site.example does not answer in time")
    expedition = Expedition({SITE: slow})
    id = await start(expedition)
    await run(expedition)

    view = await seen(expedition, id)
    assert (view.status, view.detail) == (MappingStatus.FAILED, str(slow))


async def test_a_fault_of_a_store_fails_no_map_for_good(tmp_path: Path) -> None:
    in_the_way = tmp_path / "blobs"
    in_the_way.touch()
    expedition = Expedition(dict([page("", "c")]), blobs=LocalBlobs(in_the_way))
    id = await start(expedition)
    again = next(job for job in expedition.record.jobs if isinstance(job.command, RunMapping))

    with pytest.raises(Unavailable):
        await run(expedition)
    assert (await seen(expedition, id)).status is MappingStatus.RUNNING

    in_the_way.unlink()
    expedition.record.jobs.append(again)
    await run(expedition)
    assert (await seen(expedition, id)).status is MappingStatus.FINISHED


async def test_a_map_whose_worker_never_comes_back_does_not_go_on_for_ever(
    expedition: Expedition,
) -> None:
    id = await start(expedition)
    expedition.record.jobs[:] = [
        job for job in expedition.record.jobs if not isinstance(job.command, RunMapping)
    ]
    await run(expedition)
    before = (await seen(expedition, id)).status
    await expedition.finish()

    view = await seen(expedition, id)
    assert (before, view.status) == (MappingStatus.RUNNING, MappingStatus.FAILED)
    assert view.detail == "Aurora could not read the site in time"


async def test_a_site_that_may_not_be_mapped_any_more_is_a_failed_map(
    expedition: Expedition,
) -> None:
    id = await start(expedition)
    expedition.fetcher.forbids = lambda _: True
    await run(expedition)

    view = await seen(expedition, id)
    assert (view.status, view.detail) == (
        MappingStatus.FAILED,
        f"{urlsplit(SITE).netloc} is not at a public address",
    )


async def test_a_list_is_kept_for_a_day(expedition: Expedition) -> None:
    id = await start(expedition)
    await run(expedition)
    kept = (await seen(expedition, id)).result_sha256

    await expedition.finish()

    assert kept
    assert (await seen(expedition, id)).status is MappingStatus.EXPIRED
    with pytest.raises(NotFound, match="no longer"):
        await result(expedition, id)


async def test_a_list_is_deleted_however_often_the_store_fails_first(tmp_path: Path) -> None:
    directory, away = tmp_path / "blobs", tmp_path / "away"
    expedition = Expedition(dict([page("", "c")]), blobs=LocalBlobs(directory))
    id = await start(expedition)
    await run(expedition)
    (expiry,) = (job for job in expedition.record.jobs if isinstance(job.command, ExpireMapping))
    directory.rename(away)
    directory.touch()

    with pytest.raises(Unavailable):
        await expedition.finish()

    directory.unlink()
    away.rename(directory)
    expedition.record.jobs.append(expiry)
    await expedition.finish()
    assert (await seen(expedition, id)).status is MappingStatus.EXPIRED
    assert list(directory.rglob("*.zst")) == []


class Interrupted(MemoryBlobs):
    """Contents, before the first of which something else happens."""

    def __init__(self) -> None:
        super().__init__()
        self.first: Callable[[], Awaitable[None]] | None = None

    async def put(self, content: bytes) -> str:
        first, self.first = self.first, None
        if first:
            await first()
        return await super().put(content)


async def test_a_map_that_is_cancelled_at_the_last_moment_leaves_no_list() -> None:
    blobs = Interrupted()
    expedition = Expedition(dict([page("", "c")]), blobs=blobs)
    id = await start(expedition)
    blobs.first = partial(expedition.bus.send, CancelMapping(mapping_id=id), EDITOR)
    await run(expedition)

    assert (await seen(expedition, id)).status is MappingStatus.CANCELLED
    assert blobs.contents == {}


async def test_a_map_that_two_workers_make_at_once_keeps_its_list() -> None:
    blobs = Interrupted()
    expedition = Expedition(dict([page("", "c")]), blobs=blobs)
    id = await start(expedition)
    job = next(job for job in expedition.record.jobs if isinstance(job.command, RunMapping))
    blobs.first = partial(expedition.bus.send, job.command, job.by)
    await run(expedition)

    assert len((await result(expedition, id))["urls"]) == 2
    assert len(blobs.contents) == 1


@pytest.mark.parametrize(
    ("site", "field"),
    [
        ({"url": "ftp://x"}, "url"),
        ({"url": "http://10.0.0.1/"}, "url"),
        ({"url": SITE, "search": "\x1b"}, "search"),
    ],
)
async def test_what_can_never_be_mapped_is_refused_at_once(
    expedition: Expedition, site: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await start(expedition, **site)

    assert refused.value.field == field
    assert expedition.record.log == []


async def test_maps_are_their_owners(expedition: Expedition) -> None:
    id = await start(expedition)
    await run(expedition)

    for by, listed in ((EDITOR, 1), (ADMIN, 1), (STRANGER, 0)):
        found = await expedition.bus.ask(ListMappings(), by)
        assert len(found) == listed
    for ask in (seen, result):
        with pytest.raises(NotFound):
            await ask(expedition, id, STRANGER)
    with pytest.raises(NotFound):
        await expedition.bus.send(CancelMapping(mapping_id=id), STRANGER)
    with pytest.raises(Forbidden):
        await expedition.bus.send(StartMapping(site=MapSite(url=SITE)), VIEWER)

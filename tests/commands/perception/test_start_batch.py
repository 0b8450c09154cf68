"""Fetching the URLs of a list."""

from typing import Any
from uuid import UUID

import pytest
from tests.expedition import NOINDEX, SITE, Expedition, canonical, page
from tests.people import EDITOR, VIEWER

from aurora.commands.perception.start_batch import StartBatch, StartedBatch
from aurora.domains.errors import Forbidden, Invalid
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import CrawlKind, EndedBy, FetchError, UrlList
from aurora.queries.perception.list_crawls import ListCrawls

OTHER = "https://other.example/"


async def start(expedition: Expedition, *urls: str, **more: Any) -> StartedBatch:
    return await expedition.bus.send(StartBatch(urls=urls, **more), EDITOR)


async def test_exactly_the_urls_of_the_list_are_fetched() -> None:
    there = dict([page("", "a", "b"), page("a", "c"), page("", "d", site=OTHER), page("b")])
    expedition = Expedition(there)

    started = await start(expedition, SITE, SITE + "a", OTHER)
    await expedition.finish()

    assert set(expedition.seen(started.id)) == {SITE, SITE + "a", OTHER}
    assert sorted(expedition.fetcher.asked) == sorted([SITE, SITE + "a", OTHER])
    progress = await expedition.progress(started.id)
    assert (progress.status, progress.kind) == (CrawlStatus.FINISHED, CrawlKind.BATCH)
    assert (progress.known, progress.captured, progress.excluded, progress.left) == (3, 3, 0, 0)


async def test_a_page_is_captured_whatever_it_names_as_its_canonical_form() -> None:
    there = dict([page("a", head=canonical(SITE + "b")), page("b"), page("c", head=NOINDEX)])
    expedition = Expedition(there)

    started = await start(expedition, SITE + "a", SITE + "c")
    await expedition.finish()

    assert expedition.fates(started.id) == {"a": "captured", "c": "noindex"}


async def test_redirects_are_followed_to_other_hosts() -> None:
    there = dict([page("old", answers_as=OTHER + "new"), page("new", site=OTHER)])
    expedition = Expedition(there)

    started = await start(expedition, SITE + "old")
    await expedition.finish()

    assert expedition.fates(started.id) == {"old": "redirect", OTHER + "new": "captured"}


async def test_bad_urls_fail_alone_and_repeated_ones_count() -> None:
    expedition = Expedition(dict([page("a")]))

    started = await start(
        expedition,
        SITE + "a",
        "ftp://site.example/",
        "http://10.0.0.1/",
        "HTTPS://site.example:443/a#top",
        "ftp://site.example/",
        "",
    )
    await expedition.finish()

    assert (started.urls, started.repeated) == (1, 2)
    assert [(one.index, one.url, one.reason) for one in started.refused] == [
        (1, "ftp://site.example/", FetchError.INVALID_URL),
        (2, "http://10.0.0.1/", FetchError.FORBIDDEN_ADDRESS),
        (5, "", FetchError.INVALID_URL),
    ]
    seen = expedition.seen(started.id)
    assert {url: view.reason for url, view in seen.items()} == {
        SITE + "a": None,
        "ftp://site.example/": "invalid-url",
        "http://10.0.0.1/": "forbidden-address",
        "": "invalid-url",
    }
    progress = await expedition.progress(started.id)
    assert progress.plan.batch == UrlList(given=6, repeated=2, refused=3)
    assert (progress.captured, progress.failed, progress.known) == (1, 3, 4)
    assert progress.by_reason == {"invalid-url": 2, "forbidden-address": 1}


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://ana:secret@site.example/", "https://…@site.example/"),
        ("https://site.example/\0", "https://site.example/\ufffd"),
        ("ftp://" + "x" * 600, "ftp://" + "x" * 493 + "…"),
    ],
)
async def test_a_refused_url_is_shown_short_and_without_secrets(url: str, shown: str) -> None:
    expedition = Expedition({})

    started = await start(expedition, SITE, url)

    (refused,) = started.refused
    assert refused.url == shown
    assert "secret" not in str(expedition.record.log)


async def test_a_strict_batch_names_its_first_bad_url() -> None:
    expedition = Expedition({})

    with pytest.raises(Invalid) as refused:
        await start(expedition, SITE, "http://[::1]/", "ftp://x", strict=True)

    assert refused.value.field == "urls[1]"
    assert expedition.record.log == []


async def test_a_batch_of_bad_urls_alone_is_refused() -> None:
    expedition = Expedition({})

    with pytest.raises(Invalid) as refused:
        await start(expedition, "nowhere", "http://127.0.0.1/")

    assert refused.value.field == "urls[0]"
    assert expedition.record.log == []


async def test_a_list_has_one_to_ten_thousand_urls() -> None:
    expedition = Expedition({})

    for urls in ((), tuple(f"{SITE}{number}" for number in range(10_001))):
        with pytest.raises(Invalid, match="1 to 10000"):
            await start(expedition, *urls)


async def test_ten_thousand_urls_are_one_batch_and_few_bytes_in_the_log() -> None:
    expedition = Expedition({})

    started = await start(expedition, *(f"{SITE}{number}" for number in range(10_000)))

    (recorded,) = expedition.record.log
    assert started.urls == 10_000
    assert len(str(recorded)) < 2_000


async def test_batches_and_crawls_are_listed_apart() -> None:
    expedition = Expedition(dict([page("")]))
    crawl = await expedition.crawl()
    batch = (await start(expedition, SITE)).id
    await expedition.finish()

    for kind, id in ((CrawlKind.CRAWL, crawl), (CrawlKind.BATCH, batch)):
        listed = await expedition.bus.ask(ListCrawls(kind=kind), EDITOR)
        assert [view.id for view in listed] == [id]


async def test_an_ended_batch_has_nothing_left() -> None:
    expedition = Expedition(dict([page("a")]))

    started = await start(expedition, SITE + "a")
    await expedition.finish()

    assert (await expedition.progress(started.id)).ended_by is EndedBy.NOTHING_LEFT


async def test_a_batch_ends_at_its_limits() -> None:
    expedition = Expedition(dict([page("a"), page("b"), page("c")]), CrawlManners(delay=60.0))
    urls = (SITE + "a", SITE + "b", SITE + "c")

    by_size = await start(expedition, *urls, byte_limit=100)
    by_time = await start(expedition, *urls, seconds_limit=30)
    await expedition.finish()

    for id, limit in ((by_size.id, EndedBy.BYTE_LIMIT), (by_time.id, EndedBy.TIME_LIMIT)):
        progress = await expedition.progress(id)
        assert progress.ended_by is limit


async def test_captures_go_to_the_collection() -> None:
    expedition = Expedition(dict([page("a")]))

    started = await start(expedition, SITE + "a", collection_id=UUID(int=3))
    await expedition.finish()

    assert (await expedition.progress(started.id)).plan.collection_id == UUID(int=3)
    assert expedition.seen(started.id)[SITE + "a"].text_sha256


async def test_viewers_start_no_batch() -> None:
    with pytest.raises(Forbidden):
        await Expedition({}).bus.send(StartBatch(urls=(SITE,)), VIEWER)


async def test_a_repeated_request_starts_one_batch() -> None:
    expedition = Expedition({})
    command = StartBatch(urls=(SITE, "ftp://x"))

    first = await expedition.bus.send(command, EDITOR, key="once")

    assert await expedition.bus.send(command, EDITOR, key="once") == first
    await expedition.settle()
    listed = await expedition.bus.ask(ListCrawls(kind=CrawlKind.BATCH), EDITOR)
    assert len(listed) == 1

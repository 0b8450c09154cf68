"""A site is crawled again: only what has changed comes anew, and everything is still followed."""

from typing import Any
from uuid import UUID

import pytest
from tests.expedition import NOINDEX, SITE, Answer, Expedition, page

from aurora.domains.errors import Invalid
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.events import PageCaptured
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.types import Fetched
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots

HOUR = 3600


class Conditional(MemoryFetcher):
    """Answers 304 where the ETag is the one that was asked with."""

    async def answer(self, url: str) -> Fetched:
        found = await super().answer(url)
        wanted = {name.lower(): value for name, value in self.sent[-1].items()}
        if "etag" in found.headers and wanted.get("if-none-match") == found.headers["etag"]:
            return Fetched(url=url, status=304, headers=found.headers, body=b"")
        return found


def site(*pages: tuple[str, Answer], **manners: Any) -> Expedition:
    held = dict(pages)
    return Expedition(held, CrawlManners(**{"delay": 0.0, **manners}), fetcher=Conditional(held))


def captures(expedition: Expedition, id: UUID) -> dict[str, PageCaptured]:
    events = [recorded.event for recorded in expedition.record.log]
    found = [one for one in events if isinstance(one, PageCaptured) and one.crawl_id == id]
    return {one.url.removeprefix(SITE): one for one in found}


async def again(expedition: Expedition, seconds: float = 60, **more: Any) -> UUID:
    """Crawl once more after a while, counting requests from there."""
    expedition.clock.advance(seconds)
    expedition.fetcher.asked.clear()
    expedition.fetcher.sent.clear()
    return await expedition.crawl(**more)


async def test_a_page_that_says_so_itself_is_unchanged_and_leads_on() -> None:
    expedition = site(page("", "a", etag='"1"'), page("a", etag='"2"'))
    first = await expedition.crawl()
    began = captures(expedition, first)[""].fetched_at

    second = await again(expedition)

    seen = expedition.seen(second)
    assert {url: one.reason for url, one in seen.items()} == {
        SITE: "unchanged", SITE + "a": "unchanged",
    }  # fmt: skip
    assert [one.get("If-None-Match") for one in expedition.fetcher.sent] == ['"1"', '"2"']
    assert seen[SITE].unchanged_since == began
    assert (await expedition.progress(first)).unchanged == 0
    progress = await expedition.progress(second)
    assert (progress.captured, progress.unchanged) == (2, 2)
    assert progress.status is CrawlStatus.FINISHED


async def test_an_unchanged_page_is_told_like_the_first_time() -> None:
    expedition = site(page("", said="Water", head="<title>A river</title>", etag='"1"'))
    shelf = UUID(int=50)
    first = captures(expedition, await expedition.crawl(collection_id=shelf))[""]
    second = captures(expedition, await again(expedition, collection_id=UUID(int=51)))[""]

    assert second.status == 200
    for name in ("raw_sha256", "raw_bytes", "text_sha256", "title", "media_type", "headers"):
        assert getattr(second, name) == getattr(first, name)
    assert second.fetched_at > first.fetched_at
    assert second.collection_id == UUID(int=51)


async def test_the_same_content_is_unchanged_without_any_validator() -> None:
    expedition = site(page("", "a"), page("a"))
    await expedition.crawl()
    expedition.fetcher.pages |= dict([page("a", said="news")])

    assert expedition.fates(await again(expedition)) == {"": "unchanged", "a": "captured"}


async def test_a_changed_page_is_new_from_then_on() -> None:
    expedition = site(page("", etag='"1"'))
    await expedition.crawl()
    expedition.fetcher.pages |= dict([page("", said="news", etag='"2"')])

    changed = await again(expedition)
    third = await again(expedition)

    assert expedition.fates(changed) == {"": "captured"}
    since = captures(expedition, third)[""].unchanged_since
    assert since == captures(expedition, changed)[""].fetched_at


async def test_a_fresh_answer_needs_no_request_if_the_crawl_may_trust_it() -> None:
    expedition = site(page("", "a", cache_control=f"max-age={HOUR}"), page("a"), delay=5.0)
    first = captures(expedition, await expedition.crawl())[""]

    trusting = await again(expedition, max_age=600)
    assert expedition.fetcher.asked == [SITE + "a"]
    reused = captures(expedition, trusting)[""]
    assert (reused.fetched_at, reused.unchanged_since) == (first.fetched_at, first.fetched_at)
    assert (await expedition.progress(trusting)).unchanged == 2

    for seconds, trust in ((0, 0), (600, 600), (2 * HOUR, 9 * HOUR)):
        await again(expedition, seconds, max_age=trust)
        assert SITE in expedition.fetcher.asked


async def test_robots_is_asked_even_where_no_request_is_needed() -> None:
    expedition = site(page("", cache_control="max-age=600"))
    await expedition.crawl()
    other = Expedition({}, robots=MemoryRobots([SITE]))
    await other.cache.remember(list(expedition.cache.answers.values()))

    assert other.fates(await other.crawl(max_age=600)) == {"": "robots"}


@pytest.mark.parametrize("control", ["no-store", "private", "max-age=600, private"])
async def test_what_is_private_is_asked_for_as_if_for_the_first_time(control: str) -> None:
    expedition = site(page("", etag='"1"', cache_control=control))
    await expedition.crawl()

    assert expedition.fates(await again(expedition, max_age=600)) == {"": "captured"}
    assert "If-None-Match" not in expedition.fetcher.sent[0]


async def test_a_page_that_becomes_private_is_forgotten() -> None:
    expedition = site(page("", etag='"1"'))
    await expedition.crawl()
    expedition.fetcher.pages |= dict([page("", said="news", cache_control="no-store")])
    await again(expedition)

    assert expedition.cache.answers == {}


async def test_a_page_that_asks_not_to_be_kept_is_not_remembered() -> None:
    expedition = site(page("", "a", head=NOINDEX, etag='"1"'), page("a"))
    await expedition.crawl()

    assert list(expedition.cache.answers) == [SITE + "a"]


async def test_a_page_whose_content_was_lost_is_asked_for_whole() -> None:
    expedition = site(page("", etag='"1"', cache_control="max-age=600"))
    first = captures(expedition, await expedition.crawl())[""]
    for trust in (0, 600):
        await expedition.blobs.delete(first.raw_sha256)

        assert expedition.fates(await again(expedition, max_age=trust)) == {"": "captured"}
        assert "If-None-Match" not in expedition.fetcher.sent[-1]


async def test_a_304_that_nobody_asked_for_is_an_error() -> None:
    expedition = site(page("", status=304))

    assert expedition.fates(await expedition.crawl()) == {"": "status"}


async def test_the_end_of_a_redirect_is_asked_for_on_condition_too() -> None:
    expedition = site(page("", answers_as="a"), page("a", etag='"1"'))
    await expedition.crawl()

    assert expedition.fates(await again(expedition)) == {"": "redirect", "a": "unchanged"}
    assert expedition.fetcher.sent[-1]["If-None-Match"] == '"1"'


async def test_no_more_is_remembered_than_an_operator_wants() -> None:
    pages = [str(number) for number in range(5)]
    expedition = site(page("", *pages), *(page(path) for path in pages), remembered=3, delay=1.0)
    await expedition.crawl()
    assert len(expedition.cache.answers) == 3

    expedition.clock.advance(91 * 86_400)
    await expedition.crawl(SITE + "0")
    assert list(expedition.cache.answers) == [SITE + "0"]


@pytest.mark.parametrize("age", [-1, 367 * 86_400])
async def test_an_age_that_makes_no_sense_is_refused(age: int) -> None:
    with pytest.raises(Invalid) as refused:
        await site().start(max_age=age)
    assert refused.value.field == "max_age"

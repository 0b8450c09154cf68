"""Duplicates stand aside for their canonical page, and each URL has one fate."""

from typing import Any
from uuid import UUID

import pytest
from tests.expedition import SITE, Answer, Expedition, canonical, page
from tests.people import EDITOR

from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.perception.events import PageSkipped
from aurora.domains.perception.page import Page
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed, Scope, SkipReason
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.queries.perception.list_fates import ListFates


def site(*pages: tuple[str, Answer]) -> Expedition:
    return Expedition(dict(pages))


async def test_a_duplicate_stands_aside_for_its_canonical_page() -> None:
    expedition = site(
        page("", "a?sort=up"), page("a?sort=up", "b", head=canonical("/a")), page("a"), page("b")
    )

    id = await expedition.crawl()

    assert expedition.fates(id) == {
        "": "captured",
        "a?sort=up": "duplicate",
        "a": "captured",
        "b": "captured",
    }
    assert expedition.seen(id)[SITE + "a?sort=up"].same_as == SITE + "a"


async def test_canonical_pages_that_name_each_other_lose_nothing() -> None:
    expedition = site(page("", "a"), page("a", head=canonical("b")), page("b", head=canonical("a")))

    assert expedition.fates(await expedition.crawl()) == {
        "": "captured",
        "a": "duplicate",
        "b": "captured",
    }


async def test_a_chain_of_canonical_pages_ends_at_the_first_one_named() -> None:
    expedition = site(page("", head=canonical("b")), page("b", head=canonical("c")), page("c"))

    assert expedition.fates(await expedition.crawl()) == {"": "duplicate", "b": "captured"}


@pytest.mark.parametrize("named", ["https://elsewhere.example/a", "/private/a", "http://[", "a"])
async def test_a_canonical_page_that_cannot_be_had_is_ignored(named: str) -> None:
    pages = dict([page("", "a"), page("a", head=canonical(named))])
    expedition = Expedition(pages, robots=MemoryRobots([SITE + "private/"]))

    assert expedition.fates(await expedition.crawl()) == {"": "captured", "a": "captured"}


@pytest.mark.parametrize("home", [SITE, "http://site.example/"])
async def test_pages_that_all_name_the_home_page_are_kept(home: str) -> None:
    articles = [f"article-{number}" for number in range(3)]
    pages = [page(one, head=canonical(home)) for one in articles]
    expedition = site(page("", *articles, head=canonical("/")), *pages)

    fates = expedition.fates(await expedition.crawl())

    assert fates == dict.fromkeys(("", *articles), "captured")


@pytest.mark.parametrize("path", ["?sort=up", "index.html", "Default.aspx?a=b"])
async def test_other_names_of_the_home_page_are_duplicates_of_it(path: str) -> None:
    expedition = site(page("", path), page(path, head=canonical("/")))

    assert expedition.fates(await expedition.crawl()) == {"": "captured", path: "duplicate"}


async def test_another_host_is_asked_for_its_robots_only_in_its_own_turn() -> None:
    other = "https://b.site.example/a"
    pages = dict([page("", "a"), page("a", head=canonical(other))])
    asked: list[str] = []

    class Watched(MemoryRobots):
        async def allows(self, url: str) -> bool:
            held = expedition.frontier.ground.hosts
            asked.extend(host for host, row in held.items() if row.leased_until and host in url)
            return await super().allows(url)

    robots = Watched(["https://b.site.example/"])
    expedition = Expedition(pages, robots=robots)
    id = await expedition.crawl(scope=Scope.SUBDOMAINS)

    assert expedition.fates(id) == {"": "captured", "a": "captured", other: "robots"}
    assert len(asked) == len(expedition.seen(id)) + 1
    assert "b.site.example" in asked


async def test_a_page_whose_canonical_form_is_lost_is_kept() -> None:
    expedition = site(page("", "gone", "a"), page("a", head=canonical("gone")))

    assert expedition.fates(await expedition.crawl()) == {
        "": "captured",
        "gone": "status",
        "a": "captured",
    }


class SlowAgain(MemoryFetcher):
    """Is too slow whenever it is asked for a page once more."""

    async def fetch(self, url: str, **more: Any) -> Fetched:
        if url in self.asked:
            self.asked.append(url)
            raise FetchFailed(FetchError.TIMEOUT, "too slow")
        return await super().fetch(url, **more)


async def listed(expedition: Expedition, id: UUID) -> list[tuple[str, str, str | None]]:
    found = (await expedition.bus.ask(ListFates(crawl_id=id), EDITOR)).items
    return [(one.url.removeprefix(SITE), one.outcome, one.reason) for one in found]


async def test_a_page_that_waits_once_more_is_no_duplicate_meanwhile() -> None:
    pages = dict([page("", head=canonical("gone"))])
    expedition = Expedition(pages, fetcher=SlowAgain(pages))
    id = await expedition.start()
    await expedition.settle()
    gone = ("gone", "failed", "status")

    assert await listed(expedition, id) == [gone, ("", "waiting", None)]
    assert (await expedition.progress(id)).skipped == 0

    await expedition.bus.send(CancelCrawl(crawl_id=id), EDITOR)
    await expedition.settle()

    assert await listed(expedition, id) == [gone, ("", "left", "cancelled")]


async def test_a_page_that_is_lost_when_it_is_asked_for_once_more_has_failed() -> None:
    pages = dict([page("", head=canonical("gone"))])
    expedition = Expedition(pages, fetcher=SlowAgain(pages))
    id = await expedition.crawl()

    assert expedition.fates(id) == {"": "timeout", "gone": "status"}
    assert expedition.fetcher.asked.count(SITE + "gone") == 1


async def test_a_failure_behind_a_redirect_stands_on_each_url() -> None:
    pdf = "application/pdf"
    expedition = site(
        page("", "old", "a.pdf"),
        page("old", answers_as="a.pdf", content_type=pdf),
        page("a.pdf", content_type=pdf),
    )

    assert expedition.fates(await expedition.crawl()) == {
        "": "captured",
        "old": "media-type",
        "a.pdf": "media-type",
    }


async def test_a_fate_that_is_known_stays() -> None:
    expedition = site(page(""))
    id = await expedition.start()
    known = Page.of(id, SITE)
    known.decide(
        PageSkipped(
            page_id=known.id,
            crawl_id=id,
            url=SITE,
            depth=0,
            reason=SkipReason.NOINDEX,
            same_as=None,
            known=1,
        )
    )
    async with expedition.perception.work() as work:
        work.pages.add(known)

    await expedition.finish()

    assert expedition.fates(id) == {"": "noindex"}
    assert (await expedition.progress(id)).status is CrawlStatus.FINISHED

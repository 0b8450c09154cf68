"""The test site is what it promises: a walk through it with the real adapters meets everything."""

from collections.abc import AsyncIterator

import pytest
from tests.infrastructure.extraction.languages import MemoryLanguages
from tests.site.content import FACTS
from tests.site.server import (
    LATIN_1_SENTENCE,
    NOTICE,
    NOTICE_SENTENCE,
    Site,
    serve_site,
)

from aurora.domains.perception.types import Extracted, FetchError, FetchFailed
from aurora.infrastructure.extraction.extractor import LexborExtractor
from aurora.infrastructure.extraction.workers import ExtractionWorkers
from aurora.infrastructure.web.addresses import AddressRule, parse_targets
from aurora.infrastructure.web.fetcher import AiohttpFetcher
from aurora.infrastructure.web.robots import ProtegoRobots
from aurora.infrastructure.web.urls import AdaUrls


class Walk:
    """Reads the site page by page, as a crawl would."""

    def __init__(self, site: Site, fetcher: AiohttpFetcher, workers: ExtractionWorkers) -> None:
        self.site, self._fetcher, self._robots = site, fetcher, ProtegoRobots(fetcher)
        self._extractor = LexborExtractor(workers, MemoryLanguages())
        self.captured: dict[str, Extracted] = {}
        self.failed: dict[str, FetchError] = {}

    async def go(self) -> None:
        known, waiting = {self.site.url + "/"}, [self.site.url + "/"]
        while waiting:
            links = set(await self._visit(waiting.pop())) - known
            known |= links
            waiting += links

    async def _visit(self, url: str) -> tuple[str, ...]:
        try:
            if not await self._robots.allows(url):
                raise FetchFailed(FetchError.ROBOTS, "robots.txt forbids it")
            answer = await self._fetcher.fetch(url)
            if answer.status != 200:
                raise FetchFailed(FetchError.STATUS, f"status {answer.status}")
            found = await self._extractor.extract(answer)
        except FetchFailed as failed:
            self.failed[url.removeprefix(self.site.url)] = failed.reason
            return ()
        self._keep(answer.url, found)
        return found.links

    def _keep(self, url: str, found: Extracted) -> None:
        named = found.canonical_url or url
        path = named.removeprefix(self.site.url)
        if named == url or path not in self.captured:
            self.captured[path] = found


@pytest.fixture(scope="module")
async def walk() -> AsyncIterator[Walk]:
    workers = ExtractionWorkers()
    rule = AddressRule(parse_targets("127.0.0.1/32:1024-65535"))
    fetcher = AiohttpFetcher(AdaUrls(), rule, agent="Aurora/0 (+https://example.org)")
    async with serve_site() as site:
        walk = Walk(site, fetcher, workers)
        await walk.go()
        yield walk
    await fetcher.aclose()
    await workers.aclose()


async def test_every_readable_page_is_captured_once(walk: Walk) -> None:
    assert set(walk.captured) == set(walk.site.readable)
    assert len(walk.captured) >= 60


async def test_every_trap_is_named(walk: Walk) -> None:
    assert walk.failed == {
        "/missing": FetchError.STATUS,
        "/loop/a": FetchError.TOO_MANY_REDIRECTS,
        "/huge": FetchError.TOO_LARGE,
        "/bomb": FetchError.BOMB,
        "/metadata": FetchError.FORBIDDEN_ADDRESS,
        "/image.png": FetchError.MEDIA_TYPE,
        "/broken": FetchError.CONNECTION,
        "/private/": FetchError.ROBOTS,
        "/private/letters": FetchError.ROBOTS,
    }


async def test_what_robots_txt_forbids_is_not_asked_for(walk: Walk) -> None:
    assert not any(path.startswith("/private/") for path in walk.site.hits)
    assert walk.site.hits["/robots.txt"] == 1


async def test_every_fact_is_in_the_text_of_its_page(walk: Walk) -> None:
    for fact in FACTS:
        found = walk.captured[fact.path]
        assert fact.answer in found.text
        assert found.language == fact.language
    assert LATIN_1_SENTENCE in walk.captured["/pt/latin-1"].text
    assert NOTICE_SENTENCE in walk.captured[NOTICE].text


def test_every_question_has_one_answer() -> None:
    assert len({fact.question for fact in FACTS}) == len({fact.answer for fact in FACTS})
    assert {fact.language for fact in FACTS} == {"pt", "en"}

"""Mapping a site."""

import asyncio
from collections.abc import Sequence
from typing import Any

import msgspec
import pytest
from tests.expedition import SITE, Answer, Expedition, page
from tests.people import EDITOR, VIEWER
from tests.sitemap_memory import no_memory

from aurora.commands.perception.guests import HostRests
from aurora.commands.perception.map_site import MapSite
from aurora.commands.perception.survey import SiteMap, Sought, Survey
from aurora.domains.errors import AuroraError, Forbidden, Invalid, Unavailable
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.scope import Boundary
from aurora.domains.perception.sitemaps import Announced, Source
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed, Scope
from aurora.infrastructure.memory.sitemaps import MemorySitemaps
from aurora.infrastructure.memory.web import MemoryExtractor, MemoryFetcher, MemoryRobots
from aurora.infrastructure.web.robots import ProtegoRobots
from aurora.infrastructure.web.sitemaps import LxmlSitemaps
from aurora.infrastructure.web.urls import AdaUrls

MAP = f"{SITE}sitemap.xml"


def source(*paths: str, url: str = MAP, **more: Any) -> Source:
    urls = [path if "://" in path else SITE + path for path in paths]
    announced = tuple(Announced(url=one, source=url) for one in urls)
    return Source(url=url, announced=announced, **more)


def expedition(
    *sources: Source, pages: Sequence[tuple[str, Answer]] = (), **exchanged: Any
) -> Expedition:
    known = dict([page(""), *pages])
    return Expedition(known, **{"sitemaps": MemorySitemaps(sources), **exchanged})


async def mapped(ground: Expedition, url: str = SITE, **more: Any) -> SiteMap:
    return await ground.bus.send(MapSite(url=url, **more), EDITOR)


def paths(site: SiteMap) -> list[str]:
    return [one.url.removeprefix(SITE) for one in site.urls]


async def test_announced_urls_and_links_are_listed_once_with_their_source() -> None:
    ground = expedition(source("a", "b"), pages=[page("", "b", "c", "https://else.example/")])

    site = await mapped(ground)

    named = {one.url.removeprefix(SITE): one.source for one in site.urls}
    assert named == {"a": MAP, "b": MAP, "": SITE, "c": SITE}
    assert [(one.url, one.found, one.error) for one in site.sources] == [
        (MAP, 2, None),
        (SITE, 3, None),
    ]
    assert (site.refused_by_robots, site.truncated) == (0, False)
    assert ground.fetcher.asked == [SITE]
    assert ground.record.log == []


async def test_links_are_left_out_on_request() -> None:
    ground = expedition(source("a"), pages=[page("", "c")])
    assert paths(await mapped(ground, include_links=False)) == ["a"]
    assert ground.fetcher.asked == []


async def test_urls_that_robots_refuses_are_counted_not_listed() -> None:
    robots = MemoryRobots([f"{SITE}private/"])
    pages = [page("", "private/a", "private/c", "b")]
    site = await mapped(expedition(source("a", "private/a"), pages=pages, robots=robots))
    assert paths(site) == ["a", "", "b"]
    assert site.refused_by_robots == 2


WWW, BLOG, OTHER = "http://www.site.example/c", "https://blog.site.example/", "https://o.example/"


@pytest.mark.parametrize(
    ("scope", "found"),
    [
        (Scope.PREFIX, ["docs/a"]),
        (Scope.HOST, ["docs/a", "b", WWW]),
        (Scope.SUBDOMAINS, ["docs/a", "b", WWW, BLOG]),
        (Scope.DOMAIN, ["docs/a", "b", WWW, BLOG]),
        (Scope.EXTERNAL, ["docs/a", "b", WWW, BLOG, OTHER]),
    ],
)
async def test_only_urls_in_scope_are_listed(scope: Scope, found: list[str]) -> None:
    ground = expedition(source("docs/a", "b", WWW, BLOG, OTHER))
    site = await mapped(ground, SITE + "docs/index", scope=scope, include_links=False)
    assert paths(site) == found


async def test_a_search_keeps_urls_that_contain_it_in_any_case() -> None:
    site = await mapped(expedition(source("Blog/one", "about", "x?y=bLoG")), search="BLOG")
    assert paths(site) == ["Blog/one", "x?y=bLoG"]


@pytest.mark.parametrize(("limit", "truncated"), [(1, True), (2, True), (3, False)])
async def test_a_limit_cuts_the_list_and_says_so(limit: int, truncated: bool) -> None:
    site = await mapped(expedition(source("a", "b")), limit=limit)
    assert paths(site) == ["a", "b", ""][:limit]
    assert site.truncated is truncated


async def test_a_source_that_was_cut_off_makes_the_map_incomplete() -> None:
    assert (await mapped(expedition(source("a", complete=False)))).truncated


async def test_sources_that_failed_are_told_and_guesses_that_were_wrong_are_not() -> None:
    slow = {"error": FetchError.TIMEOUT, "detail": "too slow"}
    ground = expedition(
        source(url=MAP, **slow),
        source(url=f"{SITE}feed", guessed=True),
        source(url=f"{SITE}rss.xml", guessed=True, **slow),
        source("a", url=f"{SITE}llms.txt", guessed=True),
    )
    site = await mapped(ground, include_links=False)
    told = [(one.url.removeprefix(SITE), one.found, one.detail) for one in site.sources]
    assert told == [
        ("sitemap.xml", 0, "too slow"),
        ("rss.xml", 0, "too slow"),
        ("llms.txt", 1, None),
    ]


async def test_the_host_rests_between_two_requests() -> None:
    ground = expedition(
        source("a"),
        source("b", url=f"{SITE}2.xml"),
        robots=MemoryRobots(delay=4.0),
        manners=CrawlManners(delay=1.0),
    )
    before = ground.clock.now()
    await mapped(ground)
    assert (ground.clock.now() - before).total_seconds() == 8.0


async def test_a_robots_txt_elsewhere_is_waited_for() -> None:
    plain = page("robots.txt", site="http://site.example/")
    fetcher = MemoryFetcher(dict([page("robots.txt"), plain]))
    ground = expedition(
        source("a", "http://site.example/b", "http://site.example/c"),
        manners=CrawlManners(delay=1.0),
        robots=ProtegoRobots(fetcher, at_once=0.0),
    )
    before = ground.clock.now()
    await mapped(ground, include_links=False)
    assert (ground.clock.now() - before).total_seconds() == 3.0


class Stuck(MemoryFetcher):
    """Never answers."""

    async def answer(self, url: str) -> Fetched:
        await asyncio.Event().wait()
        return await super().answer(url)


async def surveyed(*sources: Source, delay: float = 0.0, taken: str = "") -> SiteMap:
    """Look for a moment at a site whose pages never come, while others have one host."""
    ground = expedition(*sources, fetcher=Stuck({}), manners=CrawlManners(delay=delay))
    async with ground.guests.in_line(taken), ground.guests.admitted(50) as guest:
        looking = Survey(
            sought=Sought(start=SITE, boundary=Boundary((SITE,), Scope.HOST), limit=9),
            sitemaps=MemorySitemaps(sources),
            robots=MemoryRobots(),
            extractor=MemoryExtractor(),
            urls=AdaUrls(),
            guest=guest,
        )
        return await looking.run(0.05, include_links=True)


async def test_what_was_found_in_time_is_given() -> None:
    site = await surveyed(source("a"))
    assert (paths(site), site.truncated) == (["a"], True)


async def test_a_host_that_others_had_all_the_time_is_no_empty_map() -> None:
    with pytest.raises(HostRests, match="no turn came in time"):
        await surveyed(source("a"), taken="site.example")


async def test_a_long_crawl_delay_ends_in_what_was_found() -> None:
    site = await surveyed(source("a"), source("b"), delay=600)
    assert (paths(site), site.truncated) == (["a"], True)


@pytest.mark.parametrize("url", ["ftp://site.example/", "", "https://u:p@site.example/"])
async def test_a_bad_url_is_refused(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        await mapped(expedition(), url)
    assert refused.value.field == "url"


@pytest.mark.parametrize("url", ["http://10.0.0.1/", "http://2130706433/", "https://[::1]/"])
async def test_a_private_address_is_refused(url: str) -> None:
    with pytest.raises(Invalid, match="public"):
        await mapped(expedition(), url)


TROUBLES: list[tuple[Answer, type[AuroraError]]] = [
    (FetchFailed(FetchError.TIMEOUT, "does not answer in time"), Unavailable),
    (FetchFailed(FetchError.CONNECTION, "refuses the connection"), Unavailable),
    (FetchFailed(FetchError.TLS, "has no valid certificate"), Invalid),
    (FetchFailed(FetchError.FORBIDDEN_ADDRESS, "leads to a forbidden address"), Invalid),
    (FetchFailed(FetchError.NAME_NOT_FOUND, "has no address"), Invalid),
    (page("", status=429)[1], Unavailable),
    (page("", status=503)[1], Unavailable),
]
REFUSALS: list[tuple[Answer, type[AuroraError]]] = [
    (page("", status=404)[1], Invalid),
    (page("", answers_as="https://other.example/")[1], Invalid),
]


async def refusal(path: str, answer: Answer, kind: type[AuroraError]) -> str:
    """Give what is said of a site over the real robots.txt and sitemaps."""
    fetcher = MemoryFetcher({SITE: page("")[1], SITE + path: answer})
    robots = ProtegoRobots(fetcher, at_once=0.0)
    sitemaps = LxmlSitemaps(fetcher, robots, AdaUrls(), no_memory())
    ground = Expedition({}, fetcher=fetcher, robots=robots, sitemaps=sitemaps)
    with pytest.raises(kind) as refused:
        await mapped(ground)
    return str(refused.value)


@pytest.mark.parametrize(("answer", "kind"), TROUBLES + REFUSALS)
async def test_a_start_page_that_cannot_be_read_says_why(
    answer: Answer, kind: type[AuroraError]
) -> None:
    why = str(answer) if isinstance(answer, FetchFailed) else str(answer.status)
    assert (why if why != "200" else "other.example") in await refusal("", answer, kind)


@pytest.mark.parametrize(("answer", "kind"), TROUBLES)
async def test_a_robots_txt_that_cannot_be_reached_says_why(
    answer: Answer, kind: type[AuroraError]
) -> None:
    why = str(answer) if isinstance(answer, FetchFailed) else str(answer.status)
    assert why in await refusal("robots.txt", answer, kind)


async def test_a_start_page_that_fails_beside_a_sitemap_is_only_told() -> None:
    ground = expedition(source("a"), pages=[page("", status=500)])
    site = await mapped(ground)
    assert paths(site) == ["a"]
    assert site.sources[-1].error is FetchError.STATUS


async def test_a_start_page_that_leads_out_of_scope_is_told() -> None:
    ground = expedition(source("a"), pages=[page("", "c", answers_as="https://other.example/")])
    site = await mapped(ground)
    assert (paths(site), site.sources[-1].error) == (["a"], FetchError.BAD_REDIRECT)
    assert "https://other.example/, which is out of scope" in str(site.sources[-1].detail)


async def test_a_start_page_that_robots_refuses_is_not_fetched() -> None:
    ground = expedition(robots=MemoryRobots([SITE]))
    site = await mapped(ground)
    assert (site.urls, site.sources[0].error) == ((), FetchError.ROBOTS)
    assert ground.fetcher.asked == []


async def test_a_start_page_may_not_lead_to_where_robots_forbids() -> None:
    pages = [page("", "c", answers_as="private/home")]
    ground = expedition(pages=pages, robots=MemoryRobots([f"{SITE}private/"]))
    site = await mapped(ground)
    assert (site.urls, site.sources[0].error) == ((), FetchError.ROBOTS)


@pytest.mark.parametrize("change", [{"limit": 0}, {"limit": 50_001}, {"search": ""}, {"colour": 1}])
def test_an_impossible_wish_does_not_decode(change: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"url": SITE, **change}, MapSite)


async def test_viewers_may_not_map() -> None:
    with pytest.raises(Forbidden):
        await expedition().bus.send(MapSite(url=SITE), VIEWER)

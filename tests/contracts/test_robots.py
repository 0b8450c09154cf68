"""What robots promise, in memory and by robots.txt."""

import pytest

from aurora.domains.perception.ports import Robots
from aurora.domains.perception.types import Fetched, FetchError, FetchFailed, RobotsUnread
from aurora.infrastructure.memory.web import MemoryFetcher, MemoryRobots
from aurora.infrastructure.web.robots import ProtegoRobots

ORIGIN, DOWN = "https://example.org", "https://down.example"
SITEMAPS = (f"{ORIGIN}/sitemap.xml", "https://cdn.example/more.xml.gz")
TEXT = "User-agent: *\nDisallow: /private/\nDisallow: /*secret\nCrawl-delay: 2.5\n"
NAMED = "".join(f"Sitemap: {url}\n" for url in (*SITEMAPS, SITEMAPS[0]))


@pytest.fixture(params=["memory", "protego"])
def robots(request: pytest.FixtureRequest) -> Robots:
    if request.param == "memory":
        return MemoryRobots([f"{ORIGIN}/private/"], delay=2.5, sitemaps=SITEMAPS, unread=[DOWN])
    url = f"{ORIGIN}/robots.txt"
    body = f"{TEXT}\n{NAMED}".encode()
    answer = Fetched(url=url, status=200, headers={"content-type": "text/plain"}, body=body)
    down = f"{DOWN}/robots.txt"
    busy = Fetched(url=down, status=503, headers={}, body=b"")
    return ProtegoRobots(MemoryFetcher({url: answer, down: busy}), at_once=0.0)


async def test_what_is_not_named_is_allowed(robots: Robots) -> None:
    assert await robots.allows(f"{ORIGIN}/")
    assert await robots.allows(f"{ORIGIN}/private")
    assert await robots.allows(f"{ORIGIN}/#/secret")


async def test_what_is_named_is_forbidden(robots: Robots) -> None:
    assert not await robots.allows(f"{ORIGIN}/private/letters?a=1")


async def test_the_delay_that_a_host_asks_for_is_told(robots: Robots) -> None:
    assert await robots.delay(f"{ORIGIN}/a") == 2.5


async def test_the_sitemaps_that_are_named_are_told_once(robots: Robots) -> None:
    assert tuple(await robots.sitemaps(f"{ORIGIN}/a")) == SITEMAPS


async def test_what_was_told_is_at_hand(robots: Robots) -> None:
    await robots.delay(f"{ORIGIN}/a")

    assert robots.at_hand(f"{ORIGIN}/b")


async def test_what_is_allowed_passes_the_check(robots: Robots) -> None:
    await robots.check(f"{ORIGIN}/")


async def test_what_is_forbidden_does_not_pass_it(robots: Robots) -> None:
    with pytest.raises(FetchFailed, match="refuses https://example") as refused:
        await robots.check(f"{ORIGIN}/private/a")

    assert refused.value.reason is FetchError.ROBOTS
    assert not isinstance(refused.value, RobotsUnread)


async def test_what_cannot_be_read_forbids_and_is_told_apart(robots: Robots) -> None:
    assert not await robots.allows(f"{DOWN}/a")
    with pytest.raises(RobotsUnread, match="answers 503") as unread:
        await robots.check(f"{DOWN}/a")
    with pytest.raises(FetchFailed, match="answers 503"):
        await robots.sitemaps(f"{DOWN}/a")

    assert unread.value.reason is FetchError.STATUS

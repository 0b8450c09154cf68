"""How robots.txt is read, believed and kept (RFC 9309)."""

import asyncio

import pytest

from aurora.domains.perception.types import Fetched, FetchError, FetchFailed
from aurora.infrastructure.memory.web import MemoryFetcher
from aurora.infrastructure.web.robots import DAY, SIZE_LIMIT, SOON, ProtegoRobots

URL = "https://example.org/robots.txt"
PAGE = "https://example.org/a/b?c=d"


def answering(body: str | bytes, status: int = 200) -> MemoryFetcher:
    content = body.encode() if isinstance(body, str) else body
    return MemoryFetcher({URL: Fetched(url=URL, status=status, headers={}, body=content)})


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow: /a", "/ab", False),
        ("User-agent: *\nDisallow: /a/", "/a", True),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*?", "/x?y=1", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: aurora\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: Aurora\nAllow: /", "/a", True),
        ("User-agent: one\nUser-agent: aurora\nDisallow: /a", "/a", False),
        ("user-AGENT: *\nDISALLOW: /a # why", "/a", False),
        ("User-agent: *\r\nDisallow: /a\r\n", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("User-agent: *\nDisallow: /maçã", "/ma%C3%A7%C3%A3", False),
        ("User-agent: *\nDisallow: /%61", "/a", False),
        ("<!DOCTYPE html><html><body>Not found</body></html>", "/a", True),
    ],
)
async def test_rules_are_read_as_the_standard_says(text: str, path: str, allowed: bool) -> None:
    robots = ProtegoRobots(answering(text))
    assert await robots.allows(f"https://example.org{path}") is allowed


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("User-agent: MyBot\nDisallow: /", False),
        ("User-agent: mybot/2\nDisallow: /", False),
        ("User-agent: Aurora\nDisallow: /", True),
        ("User-agent: MyBotanist\nDisallow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: mybot\nAllow: /", True),
        ("User-agent: *\nDisallow: /\n\nUser-agent: aurora\nAllow: /", False),
    ],
)
async def test_rules_bind_the_name_that_the_operator_chose(text: str, allowed: bool) -> None:
    robots = ProtegoRobots(answering(text), agent="MyBot/1 (+https://example.org/bot)")
    assert await robots.allows(PAGE) is allowed


async def test_the_pace_is_asked_of_the_name_that_the_operator_chose() -> None:
    text = "User-agent: MyBot\nCrawl-delay: 7\n\nUser-agent: Aurora\nCrawl-delay: 3"
    assert await ProtegoRobots(answering(text), agent="MyBot/1").delay(PAGE) == 7


@pytest.mark.parametrize(
    ("status", "allowed"),
    [(404, True), (403, True), (401, True), (410, True), (429, False), (500, False), (503, False)],
)
async def test_missing_rules_allow_and_unreachable_rules_forbid(status: int, allowed: bool) -> None:
    assert await ProtegoRobots(answering("", status), at_once=0.0).allows(PAGE) is allowed


@pytest.mark.parametrize(
    ("reason", "allowed"),
    [
        (FetchError.TIMEOUT, False),
        (FetchError.CONNECTION, False),
        (FetchError.TLS, False),
        (FetchError.TOO_MANY_REDIRECTS, True),
    ],
)
async def test_rules_that_cannot_be_fetched_forbid(reason: FetchError, allowed: bool) -> None:
    fetcher = MemoryFetcher({URL: FetchFailed(reason, "laid out")})
    robots = ProtegoRobots(fetcher, at_once=0.0)
    assert await robots.allows(PAGE) is allowed
    assert await robots.delay(PAGE) == 0.0


@pytest.mark.parametrize("reason", [FetchError.NAME_NOT_FOUND, FetchError.FORBIDDEN_ADDRESS])
async def test_where_there_is_nobody_to_ask_the_reason_is_told(reason: FetchError) -> None:
    robots = ProtegoRobots(MemoryFetcher({URL: FetchFailed(reason, "laid out")}))
    assert await robots.delay(PAGE) == 0.0
    for _ in range(2):
        with pytest.raises(FetchFailed) as failed:
            await robots.allows(PAGE)
        assert failed.value.reason is reason


@pytest.mark.parametrize(
    ("asked", "told"), [("10", 10.0), ("0.5", 0.5), ("-3", 0.0), ("soon", 0.0)]
)
async def test_the_delay_is_a_number_of_seconds(asked: str, told: float) -> None:
    robots = ProtegoRobots(answering(f"User-agent: *\nCrawl-delay: {asked}\n"))
    assert await robots.delay(PAGE) == told


async def test_an_origin_is_asked_once_however_many_want_to_know() -> None:
    fetcher = answering("User-agent: *\nDisallow: /a")
    robots = ProtegoRobots(fetcher)
    said = await asyncio.gather(*[robots.allows(PAGE) for _ in range(20)], robots.delay(PAGE))
    assert not any(said)
    assert fetcher.asked == [URL]


async def test_a_verdict_holds_for_a_day_and_a_failure_for_minutes() -> None:
    now = 0.0
    fetcher = answering("", 503)
    robots = ProtegoRobots(fetcher, clock=lambda: now, at_once=0.0)
    assert not await robots.allows(PAGE)
    fetcher.pages[URL] = Fetched(url=URL, status=404, headers={}, body=b"")
    now = SOON - 1
    assert not await robots.allows(PAGE)
    now = SOON
    assert await robots.allows(PAGE)
    now = SOON + DAY - 1
    assert await robots.allows(PAGE)
    assert len(fetcher.asked) == 3
    now = SOON + DAY
    assert await robots.allows(PAGE)
    assert len(fetcher.asked) == 4


class Recovering(MemoryFetcher):
    """Fails once, then answers."""

    async def answer(self, url: str) -> Fetched:
        if self.asked.count(url) == 1:
            return Fetched(url=url, status=502, headers={}, body=b"")
        return await super().answer(url)


async def test_a_failure_of_a_moment_forbids_nothing() -> None:
    fetcher = Recovering(answering("User-agent: *\nDisallow: /b").pages)
    assert await ProtegoRobots(fetcher, at_once=0.0).allows(PAGE)
    assert fetcher.asked == [URL, URL]


async def test_rules_hold_on_while_they_cannot_be_read_again() -> None:
    now = 0.0
    fetcher = answering("User-agent: *\nDisallow: /b\nCrawl-delay: 3")
    robots = ProtegoRobots(fetcher, clock=lambda: now, at_once=0.0)
    assert await robots.allows(PAGE)
    for reason in (FetchError.TIMEOUT, FetchError.CONNECTION):
        now += DAY
        fetcher.pages[URL] = FetchFailed(reason, "laid out")
        assert await robots.allows(PAGE)
        assert not await robots.allows("https://example.org/b")
        assert await robots.delay(PAGE) == 3.0


async def test_origins_that_were_not_asked_for_lately_are_forgotten() -> None:
    fetcher = MemoryFetcher({})
    robots = ProtegoRobots(fetcher, origins=2)
    for host in ("a", "b", "a", "c", "a", "b"):
        await robots.delay(f"https://{host}.example/")
    assert len(fetcher.asked) == 4


async def test_only_the_first_500_kib_are_read() -> None:
    text = "User-agent: *\n" + "#" * SIZE_LIMIT + "\nDisallow: /"
    assert await ProtegoRobots(answering(text)).allows(PAGE)


async def test_bytes_that_are_no_text_do_no_harm() -> None:
    assert await ProtegoRobots(answering(bytes(range(256)) * 100)).allows(PAGE)


async def test_one_who_gives_up_does_not_take_the_answer_from_the_others() -> None:
    robots = ProtegoRobots(answering("User-agent: *\nDisallow: /"))
    impatient = asyncio.create_task(robots.allows(PAGE))
    patient = asyncio.create_task(robots.allows(PAGE))
    await asyncio.sleep(0)
    impatient.cancel()
    assert not await patient

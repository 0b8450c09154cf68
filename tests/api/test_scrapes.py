"""Single pages over HTTP."""

from collections.abc import AsyncIterator

import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR, VIEWER

from aurora.api import scrapes, site_maps
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.memory.web import MemoryRobots

SLOW = FetchFailed(FetchError.TIMEOUT, "site.example does not answer in time")
BOMB = FetchFailed(FetchError.BOMB, "the answer expands too far")


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    pages = [page("", "a"), page("gone", said="It is gone.", status=410)]
    expedition = Expedition(
        {**dict(pages), f"{SITE}slow": SLOW, f"{SITE}bomb": BOMB},
        handlers=(authenticate,),
        robots=MemoryRobots([f"{SITE}private/"]),
    )
    async with served(expedition.bus, scrapes.ROUTES) as client:
        yield client


async def test_a_page_is_scraped(client: Client) -> None:
    body = {"url": SITE, "formats": ["markdown", "links"], "timeout": 20}
    answer = await client.post("/v1/scrape", json=body, headers=as_(EDITOR))
    assert answer.status_code == 200
    found = answer.json()
    assert found.pop("fetched_at").endswith("Z")
    assert found == {
        "url": SITE, "requested_url": SITE, "status": 200, "media_type": "text/html",
        "redirects": [], "title": None, "language": "und", "author": None, "published": None,
        "canonical_url": None, "index": True, "follow": True, "markdown": "start\n\na",
        "html": None, "links": [f"{SITE}a"], "text": None, "plain": None, "json": None,
        "facts": {}, "products": [], "page_type": None, "boilerplate": None, "reasons": [],
        "fields": None, "data": None,
        "rendered": False, "screenshots": [],
    }  # fmt: skip


async def test_an_error_of_the_page_is_no_error_of_the_answer(client: Client) -> None:
    answer = await client.post("/v1/scrape", json={"url": f"{SITE}gone"}, headers=as_(EDITOR))
    assert (answer.status_code, answer.json()["status"]) == (200, 410)
    assert answer.json()["markdown"] == "It is gone."


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 400, "url"),
        ({"url": SITE, "robots": False}, 400, "robots"),
        ({"url": SITE, "timeout": 0}, 400, "timeout"),
        ({"url": SITE, "formats": ["pdf"]}, 400, "formats[0]"),
        ({"url": "ftp://site.example/"}, 422, "url"),
        ({"url": "http://127.0.0.1/"}, 422, "url"),
        ({"url": f"{SITE}bomb"}, 422, "url"),
    ],
)
async def test_a_bad_wish_is_refused_and_the_field_named(
    client: Client, body: dict[str, object], status: int, field: str
) -> None:
    answer = await client.post("/v1/scrape", json=body, headers=as_(EDITOR))
    assert (answer.status_code, answer.json()["field"]) == (status, field)


async def test_a_page_that_does_not_answer_is_a_problem_that_may_pass(client: Client) -> None:
    answer = await client.post("/v1/scrape", json={"url": f"{SITE}slow"}, headers=as_(EDITOR))
    assert (answer.status_code, answer.json()["detail"]) == (503, str(SLOW))
    assert int(answer.headers["Retry-After"]) > 0


async def test_a_host_that_rests_and_a_full_house_are_problems_that_say_when_to_come_again() -> (
    None
):
    pages = dict([page("", status=429, retry_after="90")])
    expedition = Expedition(pages, handlers=(authenticate,))
    async with served(expedition.bus, (*scrapes.ROUTES, *site_maps.ROUTES)) as client:
        first = await client.post("/v1/scrape", json={"url": SITE}, headers=as_(EDITOR))
        for path in ("/v1/scrape", "/v1/map"):
            rests = await client.post(path, json={"url": SITE}, headers=as_(EDITOR))
            assert (rests.status_code, rests.headers["Retry-After"]) == (503, "90")
            assert rests.headers["content-type"] == "application/problem+json"
            assert rests.json()["detail"].startswith("site.example rests for 90 s")
        expedition.guests.most = 0
        full = await client.post("/v1/scrape", json={"url": SITE}, headers=as_(EDITOR))

    assert first.status_code == 200
    assert (full.status_code, full.headers["Retry-After"]) == (503, "5")


async def test_a_page_that_robots_refuses_is_forbidden(client: Client) -> None:
    body = {"url": f"{SITE}private/a"}
    answer = await client.post("/v1/scrape", json=body, headers=as_(EDITOR))
    assert answer.status_code == 403
    assert "robots.txt refuses" in answer.json()["detail"]


async def test_only_those_who_may_crawl_scrape(client: Client) -> None:
    asked = [await client.post("/v1/scrape", json={"url": SITE}, headers=as_(VIEWER))]
    asked.append(await client.post("/v1/scrape", json={"url": SITE}))
    assert [answer.status_code for answer in asked] == [403, 401]

"""Maps of sites over HTTP."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR, VIEWER

from aurora.api import site_maps
from aurora.domains.perception.sitemaps import Announced, Source
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.memory.sitemaps import MemorySitemaps

MAP = f"{SITE}sitemap.xml"
CHANGED = datetime(2026, 3, 1, tzinfo=UTC)
SLOW = FetchFailed(FetchError.TIMEOUT, "site.example does not answer in time")


@pytest.fixture
async def client() -> AsyncIterator[Client]:
    announced = (Announced(url=SITE + "a", lastmod=CHANGED, priority=0.8, source=MAP),)
    expedition = Expedition(
        dict([page("", "b")]),
        handlers=(authenticate,),
        sitemaps=MemorySitemaps([Source(url=MAP, announced=announced)]),
    )
    async with served(expedition.bus, site_maps.ROUTES) as client:
        yield client


async def test_a_site_is_mapped(client: Client) -> None:
    body = {"url": SITE, "search": "example/", "limit": 2}
    answer = await client.post("/v1/map", json=body, headers=as_(EDITOR))
    assert answer.status_code == 200
    assert answer.json() == {
        "urls": [
            {"url": f"{SITE}a", "lastmod": "2026-03-01T00:00:00Z", "priority": 0.8, "source": MAP},
            {"url": SITE, "lastmod": None, "priority": None, "source": SITE},
        ],
        "sources": [
            {"url": MAP, "found": 1, "error": None, "detail": None},
            {"url": SITE, "found": 2, "error": None, "detail": None},
        ],
        "refused_by_robots": 0,
        "truncated": True,
    }


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({}, 400, "url"),
        ({"url": SITE, "colour": 1}, 400, "colour"),
        ({"url": SITE, "limit": 0}, 400, "limit"),
        ({"url": SITE, "scope": "world"}, 400, "scope"),
        ({"url": "ftp://site.example/"}, 422, "url"),
        ({"url": "http://127.0.0.1/"}, 422, "url"),
    ],
)
async def test_a_bad_wish_is_refused_and_the_field_named(
    client: Client, body: dict[str, object], status: int, field: str
) -> None:
    answer = await client.post("/v1/map", json=body, headers=as_(EDITOR))
    assert (answer.status_code, answer.json()["field"]) == (status, field)


async def test_a_site_that_does_not_answer_is_a_problem_that_may_pass() -> None:
    expedition = Expedition({}, handlers=(authenticate,), sitemaps=MemorySitemaps(failure=SLOW))
    async with served(expedition.bus, site_maps.ROUTES) as client:
        answer = await client.post("/v1/map", json={"url": SITE}, headers=as_(EDITOR))
    assert (answer.status_code, answer.json()["detail"]) == (503, str(SLOW))
    assert int(answer.headers["Retry-After"]) > 0


async def test_only_those_who_may_crawl_map(client: Client) -> None:
    asked = [await client.post("/v1/map", json={"url": SITE}, headers=as_(VIEWER))]
    asked.append(await client.post("/v1/map", json={"url": SITE}))
    assert [answer.status_code for answer in asked] == [403, 401]

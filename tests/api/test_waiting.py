"""Answers that nobody waits for, and clients that hang up."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, cast

import pytest
from litestar import Request
from litestar.exceptions import ClientException
from tests.api.reception import Client, as_, authenticate, served
from tests.api.test_perception import events
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR, STRANGER

from aurora.api import batches, perception, scrapes, site_maps
from aurora.api.waiting import later, while_connected

ASYNC = {"Prefer": "respond-async, wait=5"}


class Line:
    """A request whose client hangs up when told to."""

    def __init__(self) -> None:
        self.hung_up = asyncio.Event()

    async def receive(self) -> dict[str, str]:
        await self.hung_up.wait()
        return {"type": "http.disconnect"}


@pytest.fixture
def expedition() -> Expedition:
    return Expedition(dict([page("", "a"), page("a")]), handlers=(authenticate,))


@pytest.fixture
async def client(expedition: Expedition) -> AsyncIterator[Client]:
    routes = (*perception.ROUTES, *batches.ROUTES, *scrapes.ROUTES, *site_maps.ROUTES)
    async with served(expedition.bus, routes) as client:
        yield client


async def ask(client: Client, path: str, **body: object) -> Any:
    return await client.post(path, json={"url": SITE, **body}, headers=as_(EDITOR, **ASYNC))


async def test_a_page_that_nobody_waits_for_is_a_batch_of_one(
    client: Client, expedition: Expedition
) -> None:
    answer = await ask(client, "/v1/scrape")
    await expedition.finish()
    where = answer.headers["Location"]

    batch = (await client.get(where, headers=as_(EDITOR))).json()
    (one,) = (await client.get(f"{where}/pages", headers=as_(EDITOR))).json()["items"]
    text = await client.get(f"{where}/pages/{one['id']}/text", headers=as_(EDITOR))

    assert (answer.status_code, answer.headers["Preference-Applied"]) == (202, "respond-async")
    assert (batch["kind"], batch["status"], batch["captured"]) == ("batch", "finished", 1)
    assert text.text.startswith("start")


async def test_a_map_that_nobody_waits_for_is_looked_at_later(
    client: Client, expedition: Expedition
) -> None:
    answer = await ask(client, "/v1/map")
    where = answer.headers["Location"]
    await expedition.settle()

    made = (await client.get(where, headers=as_(EDITOR))).json()
    site = (await client.get(f"{where}/result", headers=as_(EDITOR))).json()
    listed = (await client.get("/v1/maps", headers=as_(EDITOR))).json()["items"]
    (end,) = events((await client.get(f"{where}/events", headers=as_(EDITOR))).text)
    last = as_(EDITOR, **{"Last-Event-ID": end["id"]})
    (again,) = events((await client.get(f"{where}/events", headers=last)).text)

    assert (answer.status_code, answer.headers["Preference-Applied"]) == (202, "respond-async")
    assert (made["status"], made["found"]) == ("finished", 2)
    assert {one["url"] for one in site["urls"]} == {SITE, SITE + "a"}
    assert [one["id"] for one in listed] == [made["id"]]
    assert end["event"] == again["event"] == "end"
    assert (await client.post(f"{where}/cancel", headers=as_(EDITOR))).status_code == 409


async def test_a_map_is_cancelled(client: Client, expedition: Expedition) -> None:
    where = (await ask(client, "/v1/map")).headers["Location"]
    cancelled = await client.post(f"{where}/cancel", headers=as_(EDITOR))
    await expedition.settle()

    made = (await client.get(where, headers=as_(EDITOR))).json()
    assert (cancelled.status_code, made["status"]) == (204, "cancelled")
    assert (await client.get(f"{where}/result", headers=as_(EDITOR))).status_code == 409
    assert (await client.get(where, headers=as_(STRANGER))).status_code == 404


@pytest.mark.parametrize("path", ["/v1/scrape", "/v1/map"])
async def test_a_bad_url_is_refused_at_once(client: Client, path: str) -> None:
    answer = await ask(client, path, url="http://10.0.0.1/")

    assert (answer.status_code, answer.json()["field"]) == (422, "url")


async def test_of_a_page_that_nobody_waits_for_the_text_alone_can_be_had(client: Client) -> None:
    refused = await ask(client, "/v1/scrape", formats=["markdown", "html"])
    taken = await ask(client, "/v1/scrape", formats=["plain", "json"])

    assert (refused.status_code, refused.json()["field"]) == (422, "formats")
    assert taken.status_code == 202


@pytest.mark.parametrize(
    ("prefer", "is_later"),
    [
        (None, False),
        ("", False),
        ("respond-async", True),
        ("Respond-Async", True),
        ("wait=10, respond-async; foo", True),
        ("respond-asynchronously", False),
    ],
)
def test_what_is_preferred_is_read_as_the_rfc_writes_it(
    prefer: str | None, *, is_later: bool
) -> None:
    assert later(prefer) is is_later


async def test_who_hangs_up_ends_the_work() -> None:
    line, begun, ended = Line(), asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    waiting = asyncio.create_task(while_connected(cast("Request[Any, Any, Any]", line), work()))
    await begun.wait()
    line.hung_up.set()

    with pytest.raises(ClientException):
        await waiting
    assert ended.is_set()


async def test_who_waits_gets_the_answer_or_the_error() -> None:
    request = cast("Request[Any, Any, Any]", Line())

    async def answer() -> int:
        return 7

    async def fail() -> int:
        raise LookupError

    assert await while_connected(request, answer()) == 7
    with pytest.raises(LookupError):
        await while_connected(request, fail())

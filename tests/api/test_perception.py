"""Perception over HTTP."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.expedition import NOINDEX, SITE, Expedition, page
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER

from aurora.api import perception
from aurora.api.crawl_events import event_id
from aurora.api.progress_events import stream
from aurora.domains.errors import NotFound, Unavailable
from aurora.domains.knowledge.types import Role
from aurora.domains.perception.crawl import CrawlStatus
from aurora.domains.principal import Principal
from aurora.queries.knowledge.get_collection import GetCollection
from aurora.queries.knowledge.views import CollectionView
from aurora.queries.perception.get_crawl import CrawlProgress

COLLECTION = UUID(int=77)


async def get_collection(query: GetCollection) -> CollectionView:
    if query.collection_id != COLLECTION:
        raise NotFound("no such collection")
    grants = {EDITOR.id: Role.WRITER, STRANGER.id: Role.READER}
    return CollectionView(id=COLLECTION, version=1, name="Rivers", grants=grants)


@pytest.fixture
def expedition() -> Expedition:
    pages = dict([page("", "a", "b"), page("a"), page("b", head=NOINDEX)])
    return Expedition(pages, handlers=(authenticate, get_collection))


@pytest.fixture
async def client(expedition: Expedition) -> AsyncIterator[Client]:
    async with served(expedition.bus, perception.ROUTES) as client:
        yield client


async def start(client: Client, by: Principal = EDITOR, **more: object) -> Any:
    body = {"start_urls": [SITE], **more}
    return await client.post("/v1/crawls", json=body, headers=as_(by))


def events(text: str) -> list[dict[str, str]]:
    blocks = [block for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    return [dict(line.split(": ", 1) for line in block.split("\n")) for block in blocks]


async def test_a_crawl_is_started_followed_and_looked_into(
    client: Client, expedition: Expedition
) -> None:
    started = await start(client, collection_id=str(COLLECTION), depth=2)
    await expedition.finish()
    where = started.headers["Location"]
    crawl = (await client.get(where, headers=as_(EDITOR))).json()
    pages = (await client.get(f"{where}/pages?outcome=captured", headers=as_(EDITOR))).json()
    first = pages["items"][0]
    one = (await client.get(f"{where}/pages/{first['id']}", headers=as_(EDITOR))).json()
    listed = (await client.get("/v1/crawls", headers=as_(EDITOR))).json()

    assert (started.status_code, where) == (201, f"/v1/crawls/{started.json()['id']}")
    assert (crawl["status"], crawl["captured"], crawl["skipped"]) == ("finished", 2, 1)
    assert crawl["plan"]["collection_id"] == str(COLLECTION)
    assert {item["url"] for item in pages["items"]} == {SITE, SITE + "a"}
    assert one == first
    assert [item["id"] for item in listed["items"]] == [crawl["id"]]


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"start_urls": [SITE, "ftp://x"]}, 422, "start_urls[1]"),
        ({"start_urls": []}, 422, "start_urls"),
        ({"start_urls": [SITE], "depth": 99}, 422, "depth"),
        ({"start_urls": [SITE], "depth": "3"}, 400, "depth"),
        ({"start_urls": [SITE], "patterns_on_url": 1}, 400, "patterns_on_url"),
        ({"start_urls": [SITE], "scope": "world"}, 400, "scope"),
        ({"start_urls": [SITE], "colour": 1}, 400, "colour"),
        ({"start_urls": SITE}, 400, "start_urls"),
        ({}, 400, "start_urls"),
    ],
)
async def test_a_bad_crawl_is_refused_and_the_field_named(
    client: Client, expedition: Expedition, body: dict[str, object], status: int, field: str
) -> None:
    answer = await client.post("/v1/crawls", json=body, headers=as_(EDITOR))

    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert expedition.record.log == []


@pytest.mark.parametrize(
    ("by", "collection", "status"),
    [
        (EDITOR, COLLECTION, 201),
        (ADMIN, COLLECTION, 201),
        (STRANGER, COLLECTION, 403),
        (EDITOR, UUID(int=1), 404),
    ],
)
async def test_captures_go_only_where_the_caller_may_write(
    client: Client, by: Principal, collection: UUID, status: int
) -> None:
    answer = await start(client, by, collection_id=str(collection))

    assert answer.status_code == status


async def test_viewers_start_and_cancel_nothing(client: Client) -> None:
    id = (await start(client)).json()["id"]

    assert (await start(client, VIEWER)).status_code == 403
    cancelled = await client.post(f"/v1/crawls/{id}/cancel", headers=as_(VIEWER))
    assert cancelled.status_code == 403


@pytest.mark.parametrize("path", ["", "/pages", "/events", f"/pages/{UUID(int=3)}"])
async def test_somebody_elses_crawl_is_missing(
    client: Client, expedition: Expedition, path: str
) -> None:
    id = (await start(client)).json()["id"]
    await expedition.finish()

    theirs = await client.get(f"/v1/crawls/{id}{path}", headers=as_(STRANGER))
    nobody = await client.get(f"/v1/crawls/{id}{path}")

    assert (theirs.status_code, nobody.status_code) == (404, 401)
    assert theirs.headers["Content-Type"].startswith("application/problem+json")


async def test_cancelling_twice_is_a_conflict(client: Client, expedition: Expedition) -> None:
    id = (await start(client)).json()["id"]
    first = await client.post(f"/v1/crawls/{id}/cancel", headers=as_(EDITOR))
    second = await client.post(f"/v1/crawls/{id}/cancel", headers=as_(EDITOR))
    await expedition.settle()

    assert (first.status_code, second.status_code) == (204, 409)
    crawl = await client.get(f"/v1/crawls/{id}", headers=as_(EDITOR))
    assert crawl.json()["status"] == "cancelled"


@pytest.mark.parametrize("last", ["", "3.3.finished"])
async def test_the_events_of_an_ended_crawl_are_its_end(
    client: Client, expedition: Expedition, last: str
) -> None:
    id = (await start(client)).json()["id"]
    await expedition.finish()

    answer = await client.get(
        f"/v1/crawls/{id}/events", headers=as_(EDITOR, **{"Last-Event-ID": last})
    )

    (end,) = events(answer.text)
    assert answer.headers["Content-Type"].startswith("text/event-stream")
    assert (end["event"], end["id"]) == ("end", "3.3.finished")
    assert msgspec.json.decode(end["data"], type=CrawlProgress).captured == 2


class Looking:
    """Gives one state of a crawl after the other."""

    def __init__(self, *states: CrawlProgress | Exception) -> None:
        self.states = list(states)

    async def __call__(self) -> CrawlProgress:
        state = self.states.pop(0)
        if isinstance(state, Exception):
            raise state
        return state


@pytest.fixture
async def running(expedition: Expedition) -> CrawlProgress:
    id = await expedition.start()
    await expedition._follow()
    return await expedition.progress(id)


def later(progress: CrawlProgress, captured: int, status: CrawlStatus) -> CrawlProgress:
    activity = None if status.ended else progress.activity
    return msgspec.structs.replace(progress, captured=captured, status=status, activity=activity)


async def told(
    progress: CrawlProgress, look: Looking, last: str | None = None, heartbeat: float = 60
) -> list[tuple[str | None, int | str | None]]:
    following = stream(progress, look, last, event_id, poll=0, heartbeat=heartbeat)
    return [(message.event, message.id) async for message in following]


async def test_each_change_is_told_once(running: CrawlProgress) -> None:
    moved = later(running, 1, CrawlStatus.RUNNING)
    ended = later(running, 2, CrawlStatus.FINISHED)

    assert await told(running, Looking(running, moved, moved, ended)) == [
        ("progress", "0.1.due"),
        ("progress", "1.1.due"),
        ("end", "2.1.finished"),
    ]


async def test_nobody_is_believed_for_as_long_as_a_crawl_goes_on(running: CrawlProgress) -> None:
    look = Looking(*[later(running, decided, CrawlStatus.RUNNING) for decided in range(9)])
    following = stream(running, look, None, event_id, poll=0, longest=0)

    assert [(message.event, message.id) async for message in following] == [("progress", "0.1.due")]


async def test_what_was_told_before_the_connection_broke_is_not_told_again(
    running: CrawlProgress,
) -> None:
    ended = later(running, 2, CrawlStatus.CANCELLED)

    assert await told(running, Looking(ended), "0.1.due") == [("end", "2.1.cancelled")]


async def test_silence_is_filled_with_comments(running: CrawlProgress) -> None:
    ended = later(running, 1, CrawlStatus.FINISHED)

    messages = await told(running, Looking(running, running, ended), heartbeat=0)

    assert messages == [
        ("progress", "0.1.due"),
        (None, None),
        (None, None),
        ("end", "1.1.finished"),
    ]


async def test_a_view_store_that_is_away_only_pauses_the_events(running: CrawlProgress) -> None:
    ended = later(running, 1, CrawlStatus.FINISHED)

    messages = await told(running, Looking(Unavailable("rebuilding"), ended))

    assert messages == [("progress", "0.1.due"), ("end", "1.1.finished")]


async def test_events_stop_when_the_crawl_is_no_longer_the_callers_to_see(
    running: CrawlProgress,
) -> None:
    assert await told(running, Looking(NotFound("gone"))) == [("progress", "0.1.due")]

"""Batches over HTTP."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from structlog.testing import capture_logs
from tests.api.reception import Client, as_, authenticate, served
from tests.api.test_perception import COLLECTION, events, get_collection
from tests.expedition import SITE, Expedition, page
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER

from aurora.api import batches, crawl_fates, perception
from aurora.domains.principal import Principal


@pytest.fixture
def expedition() -> Expedition:
    pages = dict([page("", "a", "b"), page("a"), page("b", status=404)])
    return Expedition(pages, handlers=(authenticate, get_collection))


@pytest.fixture
async def client(expedition: Expedition) -> AsyncIterator[Client]:
    routes = (*perception.ROUTES, *batches.ROUTES, *crawl_fates.ROUTES)
    async with served(expedition.bus, routes) as client:
        yield client


async def start(client: Client, *urls: str, by: Principal = EDITOR, **more: object) -> Any:
    return await client.post("/v1/batches", json={"urls": urls, **more}, headers=as_(by))


async def test_a_batch_is_started_followed_and_looked_into(
    client: Client, expedition: Expedition
) -> None:
    started = await start(client, SITE, SITE + "b", "ftp://x/", SITE, collection_id=str(COLLECTION))
    await expedition.finish()
    where = started.headers["Location"]
    batch = (await client.get(where, headers=as_(EDITOR))).json()
    pages = (await client.get(f"{where}/pages", headers=as_(EDITOR))).json()["items"]
    (end,) = events((await client.get(f"{where}/events", headers=as_(EDITOR))).text)

    id = started.json()["id"]
    assert (started.status_code, where) == (201, f"/v1/batches/{id}")
    assert (started.json()["urls"], started.json()["repeated"]) == (2, 1)
    assert [one["reason"] for one in started.json()["refused"]] == ["invalid-url"]
    assert (batch["kind"], batch["status"]) == ("batch", "finished")
    assert batch["plan"]["batch"] == {"given": 4, "repeated": 1, "refused": 1}
    assert {one["url"]: one["reason"] for one in pages} == {
        SITE: None,
        SITE + "b": "status",
        "ftp://x/": "invalid-url",
    }
    assert end["event"] == "end"


async def test_a_batch_past_robots_txt_is_for_administrators_and_logged(client: Client) -> None:
    refused = await start(client, SITE, ignore_robots=True)
    with capture_logs() as logs:
        started = await start(client, SITE, by=ADMIN, ignore_robots=True, headers={"X-Key": "hush"})

    warned = [one for one in logs if one["log_level"] == "warning"]
    assert (refused.status_code, started.status_code) == (403, 201)
    assert [(one["batch"], one["by"]) for one in warned] == [(started.json()["id"], str(ADMIN.id))]
    assert "hush" not in started.text + str(logs)


async def test_fates_are_exported_as_a_crawls_are(client: Client, expedition: Expedition) -> None:
    where = (await start(client, SITE, "", SITE + "b")).headers["Location"]
    await expedition.finish()

    urls = (await client.get(f"{where}/urls", headers=as_(EDITOR))).json()["items"]
    file = (await client.get(f"{where}/export?format=csv", headers=as_(EDITOR))).text

    assert {one["url"] for one in urls} == {SITE, "", SITE + "b"}
    assert len(file.splitlines()) == 4


async def test_the_text_of_a_page_is_markdown(client: Client, expedition: Expedition) -> None:
    where = (await start(client, SITE + "a", SITE + "b")).headers["Location"]
    await expedition.finish()
    pages = (await client.get(f"{where}/pages", headers=as_(EDITOR))).json()["items"]

    answers = {}
    for one in pages:
        text = await client.get(f"{where}/pages/{one['id']}/text", headers=as_(EDITOR))
        answers[one["outcome"]] = text

    assert answers["captured"].headers["Content-Type"].startswith("text/markdown")
    assert answers["captured"].text == "a"
    assert answers["failed"].status_code == 404


async def test_batches_and_crawls_have_lists_of_their_own(
    client: Client, expedition: Expedition
) -> None:
    batch = (await start(client, SITE)).json()["id"]
    crawl = await client.post("/v1/crawls", json={"start_urls": [SITE]}, headers=as_(EDITOR))
    await expedition.finish()

    for path, id in (("batches", batch), ("crawls", crawl.json()["id"])):
        listed = (await client.get(f"/v1/{path}", headers=as_(EDITOR))).json()
        assert [one["id"] for one in listed["items"]] == [id]


async def test_a_batch_rests_goes_on_and_is_cancelled(
    client: Client, expedition: Expedition
) -> None:
    where = (await start(client, SITE)).headers["Location"]
    for verb in ("pause", "resume", "cancel"):
        answer = await client.post(f"{where}/{verb}", headers=as_(EDITOR))
        assert answer.status_code == 204
    await expedition.settle()
    batch = (await client.get(where, headers=as_(EDITOR))).json()

    assert batch["status"] == "cancelled"
    assert (await client.post(f"{where}/cancel", headers=as_(EDITOR))).status_code == 409


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"urls": []}, 400, "urls"),
        ({"urls": ["x"] * 10_001}, 400, "urls"),
        ({"urls": ["ftp://x"]}, 422, "urls[0]"),
        ({"urls": [SITE, "ftp://x"], "strict": True}, 422, "urls[1]"),
        ({"urls": [SITE], "depth": 2}, 400, "depth"),
        ({"urls": SITE}, 400, "urls"),
        ({"urls": [1]}, 400, "urls[0]"),
        ({}, 400, "urls"),
    ],
)
async def test_a_bad_batch_is_refused_and_the_field_named(
    client: Client, expedition: Expedition, body: dict[str, object], status: int, field: str
) -> None:
    answer = await client.post("/v1/batches", json=body, headers=as_(EDITOR))

    assert (answer.status_code, answer.json()["field"]) == (status, field)
    assert expedition.record.log == []


@pytest.mark.parametrize(
    ("by", "collection", "status"),
    [(EDITOR, COLLECTION, 201), (STRANGER, COLLECTION, 403), (EDITOR, UUID(int=1), 404)],
)
async def test_captures_go_only_where_the_caller_may_write(
    client: Client, by: Principal, collection: UUID, status: int
) -> None:
    answer = await start(client, SITE, by=by, collection_id=str(collection))

    assert answer.status_code == status


async def test_somebody_elses_batch_is_missing(client: Client, expedition: Expedition) -> None:
    where = (await start(client, SITE)).headers["Location"]
    await expedition.finish()

    for path in (
        "",
        "/pages",
        "/urls",
        "/hosts",
        "/events",
        "/export",
        f"/pages/{COLLECTION}/text",
    ):
        assert (await client.get(where + path, headers=as_(STRANGER))).status_code == 404
    assert (await client.post(f"{where}/cancel", headers=as_(STRANGER))).status_code == 404
    assert (await start(client, SITE, by=VIEWER)).status_code == 403


async def test_a_webhook_is_told_and_what_it_was_told_is_shown(
    client: Client, expedition: Expedition
) -> None:
    hook = {"url": "https://hooks.example/token-4711", "events": ["finished"]}
    where = (await start(client, SITE, webhook=hook)).headers["Location"]
    await expedition.finish()

    told = await client.get(f"{where}/webhooks?standing=delivered", headers=as_(EDITOR))
    waiting = await client.get(f"{where}/webhooks?standing=waiting", headers=as_(EDITOR))
    shown = (await client.get(where, headers=as_(EDITOR))).text

    assert [(one["kind"], one["status"]) for one in told.json()["items"]] == [("finished", 200)]
    assert waiting.json()["items"] == []
    assert "token-4711" not in shown + told.text


@pytest.mark.parametrize(
    ("webhook", "status", "field"),
    [
        ({"url": "http://169.254.169.254/"}, 422, "webhook.url"),
        ({"url": "https://a.example/", "secret": "x"}, 422, "webhook.secret"),
        ({"url": "https://a.example/", "events": ["moon"]}, 400, "webhook.events[0]"),
        ({"url": "https://a.example/", "events": []}, 400, "webhook.events"),
        ({"url": "https://a.example/", "colour": 1}, 400, "webhook.colour"),
        ({}, 400, "webhook.url"),
    ],
)
async def test_a_bad_webhook_is_refused_and_the_field_named(
    client: Client, webhook: dict[str, object], status: int, field: str
) -> None:
    batch = await start(client, SITE, webhook=webhook)
    body = {"start_urls": [SITE], "webhook": webhook}
    crawl = await client.post("/v1/crawls", json=body, headers=as_(EDITOR))

    for answer in (batch, crawl):
        assert (answer.status_code, answer.json()["field"]) == (status, field)

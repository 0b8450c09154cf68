"""What POST /v1/crawls never tells, and what it refuses to ordinary people."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs
from tests.api.reception import Client, as_, authenticate, served
from tests.expedition import SITE, Expedition, page
from tests.people import ADMIN, EDITOR

from aurora.api import perception
from aurora.domains.principal import Principal

SECRET = "hush-hush"


@pytest.fixture
def expedition() -> Expedition:
    return Expedition(dict([page("")]), handlers=(authenticate,))


@pytest.fixture
async def client(expedition: Expedition) -> AsyncIterator[Client]:
    async with served(expedition.bus, perception.ROUTES) as client:
        yield client


async def start(client: Client, by: Principal = EDITOR, **more: object) -> Any:
    body = {"start_urls": [SITE], **more}
    return await client.post("/v1/crawls", json=body, headers=as_(by))


@pytest.mark.parametrize(
    ("more", "status", "field"),
    [
        ({"headers": {"Host": SECRET}}, 422, "headers.Host"),
        ({"headers": {"X-Key": f"{SECRET}\r\nX: y"}}, 422, "headers.X-Key"),
        ({"cookies": {"session": f"{SECRET}; a=b"}}, 422, "cookies.session"),
        ({"cookies": {"a b": SECRET}}, 422, "cookies"),
        ({"headers": {"X-Key": [SECRET]}}, 400, None),
        ({"cookies": f"session={SECRET}"}, 400, "cookies"),
    ],
)
async def test_a_refusal_names_the_field_and_not_the_secret(
    client: Client, more: dict[str, Any], status: int, field: str | None
) -> None:
    with capture_logs() as logs:
        answer = await start(client, **more)

    assert answer.status_code == status
    assert field in (None, answer.json()["field"])
    assert SECRET not in answer.text + str(logs)


async def test_a_started_crawl_shows_no_secret(client: Client, expedition: Expedition) -> None:
    with capture_logs() as logs:
        started = await start(client, headers={"X-Key": SECRET}, cookies={"session": SECRET})
        await expedition.finish()
    shown = await client.get(started.headers["Location"], headers=as_(EDITOR))

    assert (shown.status_code, expedition.fetcher.sent[0]["X-Key"]) == (200, SECRET)
    assert SECRET not in shown.text + started.text + str(logs)


async def test_only_administrators_crawl_past_robots_txt_and_it_is_logged(client: Client) -> None:
    refused = await start(client, ignore_robots=True)
    with capture_logs() as logs:
        started = await start(client, ADMIN, ignore_robots=True)

    assert (refused.status_code, started.status_code) == (403, 201)
    warned = [one for one in logs if one["log_level"] == "warning"]
    assert [(one["crawl"], one["by"]) for one in warned] == [(started.json()["id"], str(ADMIN.id))]

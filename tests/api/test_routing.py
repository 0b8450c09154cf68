"""Routing over HTTP."""

from collections.abc import AsyncIterator
from hashlib import sha256

import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.people import ADMIN, EDITOR, VIEWER
from tests.switchboard import Switchboard

from aurora.api import routing
from aurora.router.capabilities import SKILLS


@pytest.fixture
def board() -> Switchboard:
    return Switchboard(handlers=(authenticate,))


@pytest.fixture
async def client(board: Switchboard) -> AsyncIterator[Client]:
    async with served(board.bus, routing.ROUTES, router=board.router) as client:
        yield client


async def test_a_wish_is_done_and_its_decision_can_be_looked_up(
    client: Client, board: Switchboard
) -> None:
    home = await board.found("Rivers")
    text = "remember: the river rose"
    answer = await client.post("/v1/route", json={"text": text}, headers=as_(EDITOR))
    assert answer.status_code == 200
    routed = answer.json()
    assert routed["chosen"] == "remember"
    assert routed["confidence"] == 0.99
    assert routed["result"]["version"] == 1
    assert routed["missing"] is None
    await board.settle()
    seen = {"Aurora-Position": answer.headers["Aurora-Position"]}
    shown = await client.get(f"/v1/decisions/{routed['decision_id']}", headers=as_(EDITOR, **seen))
    decision = shown.json()
    assert decision["text_sha256"] == sha256(text.encode()).hexdigest()
    assert decision["account"]["rule"] == "remember/colon"
    assert decision["account"]["outcome"] == "done"
    assert decision["account"]["effect_id"] == routed["result"]["document_id"]
    assert [step["name"] for step in decision["account"]["steps"]] == ["rule", "run"]
    assert all(step["ms"] >= 0 for step in decision["account"]["steps"])
    assert str(home) not in shown.text


async def test_each_kind_of_result_is_given(client: Client, board: Switchboard) -> None:
    await board.found("Rivers")
    keys = {
        "https://rivers.example/": "crawl_id",
        "find rivers": "hits",
        "where is the river?": "citations",
        "remember: it rose": "document_id",
    }
    for text, key in keys.items():
        answer = await client.post("/v1/route", json={"text": text}, headers=as_(EDITOR))
        assert key in answer.json()["result"], text


async def test_a_guess_is_a_question_back(client: Client) -> None:
    body = {"text": "isso está errado", "language": "pt"}
    answer = await client.post("/v1/route", json=body, headers=as_(VIEWER))
    assert answer.status_code == 200
    routed = answer.json()
    assert (routed["chosen"], routed["result"], routed["missing"]) == (None, None, "intent")
    assert routed["question"].startswith("O que devo fazer")
    assert len(routed["candidates"]) == len(SKILLS)


async def test_a_refusal_is_a_problem_that_names_its_decision(
    client: Client, board: Switchboard
) -> None:
    body = {"text": "crawl https://rivers.example/"}
    answer = await client.post("/v1/route", json=body, headers=as_(VIEWER))
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"] == "this needs the permission crawls:run"
    await board.settle()
    decision = answer.headers["Aurora-Decision"]
    shown = (await client.get(f"/v1/decisions/{decision}", headers=as_(VIEWER))).json()
    assert shown["account"]["outcome"] == "failed"
    assert shown["account"]["steps"][-1]["failure"] == "Forbidden"
    assert "Aurora-Position" in answer.headers


async def test_a_decision_is_shown_to_its_asker_and_to_administrators(
    client: Client, board: Switchboard
) -> None:
    answer = await client.post("/v1/route", json={"text": "find it"}, headers=as_(VIEWER))
    await board.settle()
    path = f"/v1/decisions/{answer.json()['decision_id']}"
    assert (await client.get(path, headers=as_(ADMIN))).status_code == 200
    assert (await client.get(path, headers=as_(EDITOR))).status_code == 404
    assert (await client.get(path)).status_code == 401


async def test_the_same_request_under_one_key_is_done_once(
    client: Client, board: Switchboard
) -> None:
    await board.found("Rivers")
    headers = as_(EDITOR, **{"Idempotency-Key": "k"})
    body = {"text": "remember: it rose"}
    first = await client.post("/v1/route", json=body, headers=headers)
    again = await client.post("/v1/route", json=body, headers=headers)
    assert first.json() == again.json()
    other = await client.post("/v1/route", json={"text": "find it"}, headers=headers)
    assert other.status_code == 422
    assert other.json()["field"] == "Idempotency-Key"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"text": "  "}, 422, "text"),
        ({"text": 5}, 400, "text"),
        ({}, 400, "text"),
        ({"text": "find it", "wish": "x"}, 400, "wish"),
        ({"text": "find it", "collection_id": "x"}, 400, "collection_id"),
        ({"text": "find it", "language": "?"}, 422, "language"),
        ({"text": "read ftp://x http://"}, 422, None),
    ],
)
async def test_bad_wishes_are_refused_by_field(
    client: Client, body: object, status: int, field: str | None
) -> None:
    answer = await client.post("/v1/route", json=body, headers=as_(EDITOR))
    if field is None:
        assert answer.status_code in {200, 422}
        return
    assert (answer.status_code, answer.json().get("field")) == (status, field)


async def test_nobody_wishes_unknown(client: Client) -> None:
    assert (await client.post("/v1/route", json={"text": "find it"})).status_code == 401


def test_the_route_declares_what_the_router_sends() -> None:
    declared = {routing.route.opt["message"], *routing.route.opt["also"]}
    assert {skill.message for skill in SKILLS} < declared


async def test_the_api_describes_each_kind_of_result(client: Client) -> None:
    schema = client.app.openapi_schema.to_schema()
    answer = schema["components"]["schemas"]["RouteAnswer"]
    kinds = {kind.get("$ref", "null").rpartition("/")[2] for kind in _kinds(answer)}
    assert kinds == {"SearchResults", "Answer", "CrawlBegun", "Ingested", "null"}


def _kinds(answer: dict[str, dict[str, dict[str, list[dict[str, str]]]]]) -> list[dict[str, str]]:
    return answer["properties"]["result"]["oneOf"]

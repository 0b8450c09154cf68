"""The client waits out short troubles, does nothing twice, and reads what it wrote."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing
from uuid import UUID

import pytest
from tests.cli.pretender import Pretender, pretending

from aurora.cli.client import Client, is_loopback
from aurora.cli.output import Failed, InTheWay, NotNow, NotThere, Unreachable
from aurora.cli.targets import Target

ID = UUID(int=7)
NOT_NOW = {"title": "Not now", "status": 503, "detail": "documents is being rebuilt"}


@pytest.fixture
async def server() -> AsyncIterator[Pretender]:
    async with pretending() as pretender:
        yield pretender


@pytest.fixture
async def client(server: Pretender) -> AsyncIterator[Client]:
    async with aclosing(Client(Target(server.url, "au_key"))) as one:
        yield one


def problem(status: int, detail: str, **fields: str) -> dict[str, object]:
    return {"title": "No", "status": status, "detail": detail, **fields}


async def test_an_unready_aurora_is_asked_again(server: Pretender, client: Client) -> None:
    server.will(503, NOT_NOW, Retry_After="0")
    server.will(200, {"id": str(ID)})
    assert await client.get("/v1/x", dict[str, UUID]) == {"id": ID}


async def test_a_command_sent_again_keeps_its_key(server: Pretender, client: Client) -> None:
    server.will(503, NOT_NOW, Retry_After="0")
    server.will(201, {"id": str(ID)})
    await client.post("/v1/x", dict[str, UUID], {"name": "x"})
    first, second = server.header("Idempotency-Key")
    assert first == second
    assert first


async def test_two_commands_have_different_keys(server: Pretender, client: Client) -> None:
    server.will(201, {})
    await client.post("/v1/x", dict[str, str], {})
    await client.post("/v1/x", dict[str, str], {})
    assert len(set(server.header("Idempotency-Key"))) == 2


async def test_what_was_written_is_waited_for_when_reading(
    server: Pretender, client: Client
) -> None:
    server.will(201, {}, Aurora_Position="12.34")
    server.will(200, {})
    await client.post("/v1/x", dict[str, str], {})
    await client.get("/v1/x", dict[str, str])
    assert server.header("Aurora-Position") == [None, "12.34"]


async def test_an_aurora_that_stays_unready_is_given_up_with_its_reason(
    server: Pretender, client: Client
) -> None:
    server.will(503, NOT_NOW, Retry_After="3600")
    with pytest.raises(Failed, match="documents is being rebuilt"):
        await client.get("/v1/x", dict[str, str])


async def test_a_quota_is_waited_for_as_long_as_it_says(
    server: Pretender, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aurora.cli.client.PATIENCE_SECONDS", 0.9)
    for _ in range(2):
        server.will(429, problem(429, "too many requests"), Retry_After="1")
    server.will(200, {"id": str(ID)})
    assert await client.get("/v1/x", dict[str, UUID]) == {"id": ID}


async def test_waiting_for_a_quota_is_told_once(
    server: Pretender, client: Client, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        server.will(429, problem(429, "too many requests"), Retry_After="1")
    for _ in range(2):
        server.will(200, {"id": str(ID)})
    await asyncio.gather(*(client.get("/v1/x", dict[str, UUID]) for _ in range(2)))
    assert capsys.readouterr().err == "Waiting for 1 s: too many requests\n"


async def test_who_is_kept_out_for_long_is_told_so(server: Pretender, client: Client) -> None:
    server.will(429, problem(429, "too many attempts"), Retry_After="900")
    with pytest.raises(NotNow, match="too many attempts"):
        await client.get("/v1/x", dict[str, str])


async def test_what_stands_before_an_aurora_may_be_unready_too(
    server: Pretender, client: Client
) -> None:
    server.will(503, "<h1>Service Unavailable</h1>", Retry_After="0")
    server.will(200, {"id": str(ID)})
    assert await client.get("/v1/x", dict[str, UUID]) == {"id": ID}


@pytest.mark.parametrize(("status", "kind"), [(404, NotThere), (409, InTheWay), (422, Failed)])
async def test_a_refusal_is_a_sentence(
    server: Pretender, client: Client, status: int, kind: type[Failed]
) -> None:
    server.will(status, problem(status, "at most 200", field="limit"))
    with pytest.raises(kind, match="limit: at most 200"):
        await client.get("/v1/x", dict[str, str])


async def test_who_is_not_known_is_told_how_to_log_in(server: Pretender, client: Client) -> None:
    server.will(401, problem(401, "sign in or send an API key"))
    with pytest.raises(Failed, match="aurora login"):
        await client.get("/v1/me", dict[str, str])


async def test_an_answer_that_is_no_problem_document_is_a_failure_too(
    server: Pretender, client: Client
) -> None:
    server.will(502, "<html>bad gateway")
    with pytest.raises(Failed, match="status 502"):
        await client.get("/v1/x", dict[str, str])


async def test_a_list_is_read_to_its_end(server: Pretender, client: Client) -> None:
    server.will(200, {"items": [1, 2], "next": str(ID)})
    server.will(200, {"items": [3], "next": None})
    assert [one async for one in client.every("/v1/x", int)] == [1, 2, 3]
    assert server.asked[1].query["cursor"] == str(ID)


async def test_a_broken_stream_is_taken_up_after_the_last_event(
    server: Pretender, client: Client
) -> None:
    server.will_stream("event: progress\nid: 1\ndata: a\n\nid: 2\nda", cut_off=True)
    server.will(503, NOT_NOW)
    server.will_stream("event: end\nid: 3\ndata: c\n\n")
    assert [event.data async for event in client.events("/v1/x")] == ["a", "c"]
    assert server.header("Last-Event-ID") == [None, "1", "1"]


async def test_a_stream_that_is_refused_says_why(server: Pretender, client: Client) -> None:
    server.will(404, problem(404, "no crawl"))
    with pytest.raises(NotThere, match="no crawl"):
        async for _ in client.events("/v1/x"):
            pass


async def test_the_question_whether_it_lives_does_not_carry_the_key(
    server: Pretender, client: Client
) -> None:
    assert await client.alive()
    assert ["Authorization" in request.headers for request in server.greeted] == [False]


async def test_another_program_at_the_address_is_no_aurora(
    server: Pretender, client: Client
) -> None:
    server.alive = "hello"
    assert not await client.alive()


async def test_nobody_at_the_address_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("aurora.cli.client.PATIENCE_SECONDS", 0.0)
    async with aclosing(Client(Target("http://127.0.0.1:1", None))) as client:
        assert not await client.alive()
        with pytest.raises(Unreachable):
            await client.get("/v1/x", dict[str, str])


async def test_a_proxy_is_not_asked_for_this_machine(
    server: Pretender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    async with aclosing(Client(Target(server.url, None))) as client:
        assert await client.alive()


@pytest.mark.parametrize("host", ["localhost:1", "127.0.0.1", "127.9.9.9:8080", "[::1]:80"])
def test_addresses_of_this_machine_go_through_no_proxy(host: str) -> None:
    assert is_loopback(f"http://{host}")


@pytest.mark.parametrize("host", ["example.org", "10.0.0.1", "localhost.example.org"])
def test_addresses_elsewhere_may_go_through_one(host: str) -> None:
    assert not is_loopback(f"https://{host}")

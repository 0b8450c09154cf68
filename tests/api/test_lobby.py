"""A crowd at the door is told when to come again, and costs next to nothing."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import httpx
import pytest
from tests import counter
from tests.counter import as_
from tests.tallies import Open

from aurora.api.lobby import BODY_LIMIT, LONGEST_SECONDS, Lobby
from aurora.api.rate_limits import Gate
from aurora.domains.errors import Unavailable
from aurora.domains.quota import Share, Taken
from aurora.infrastructure.memory.rate_limits import MemoryRateLimits
from aurora.infrastructure.memory.system import MemoryClock

OURS = "https://app.example"


class Time:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = 100.0

    def __call__(self) -> float:
        return self.at


def refusal(lobby: Lobby) -> int:
    with pytest.raises(Unavailable) as refused:
        lobby.enter()
    return refused.value.retry_after


def test_so_many_wait_and_the_next_one_comes_again() -> None:
    lobby = Lobby(2, Time())
    lobby.enter()
    lobby.enter()
    assert refusal(lobby) > 0
    lobby.leave()
    lobby.enter()


def test_a_crowd_is_told_to_come_one_after_another_and_within_a_minute() -> None:
    lobby = Lobby(1, Time())
    lobby.enter()
    told = [refusal(lobby) for _ in range(1_000)]
    assert told == sorted(told)
    assert (told[0], told[-1]) == (2, 52)
    assert told.count(10) == 20  # as many a second as leave in half of it


def test_a_crowd_of_any_size_is_spread_over_one_minute() -> None:
    lobby = Lobby(1, Time())
    lobby.enter()
    told = Counter(refusal(lobby) for _ in range(20_000))
    assert (min(told), max(told)) == (2, 1 + LONGEST_SECONDS)
    assert max(told.values()) <= 1.1 * min(told.values())


def test_the_pace_is_that_of_those_who_leave() -> None:
    now = Time()
    lobby = Lobby(1, now)
    for _ in range(100):
        lobby.enter()
        now.at += 4
        lobby.leave()
    lobby.enter()
    assert [refusal(lobby) for _ in range(4)] == [3, 5, 7, 9]


def test_an_hour_without_visitors_is_no_pace() -> None:
    now = Time()
    lobby = Lobby(2, now)
    for _ in range(100):
        lobby.enter()
        now.at += 3_600
        lobby.leave()
    lobby.enter()
    lobby.enter()
    assert refusal(lobby) == 2


class Watched(MemoryRateLimits):
    """Limits that say how often they were asked."""

    def __init__(self) -> None:
        super().__init__(MemoryClock())
        self.asked = 0

    async def take(self, shares: Sequence[Share]) -> Taken:
        """Count."""
        self.asked += 1
        return await super().take(shares)


@asynccontextmanager
async def door(lobby: Lobby, limits: Watched) -> AsyncIterator[httpx.AsyncClient]:
    gate = Gate(limits, principal=100, address=100)
    app = counter.Counter(lobby=lobby, hashing=frozenset({Open}), gate=gate, origins=(OURS,)).app
    there = httpx.ASGITransport(app=cast("Any", app))
    headers = as_("editor", Origin=OURS) | {"Content-Type": "application/json"}
    async with httpx.AsyncClient(transport=there, base_url="http://a", headers=headers) as http:
        yield http


async def test_who_finds_no_place_is_refused_before_anything_is_asked() -> None:
    lobby, limits = Lobby(1), Watched()
    lobby.enter()
    async with door(lobby, limits) as http:
        answer = await http.post("/v1/tallies", json={"name": "a"})
        asked = limits.asked
        beside = await http.get("/v1/pages")

    assert (answer.status_code, asked, "ratelimit" in answer.headers) == (503, 0, False)
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == OURS
    assert beside.status_code == 200


@pytest.mark.parametrize("body", ['{"name": "a"}', "{", '{"name": 7}', ""])
async def test_a_place_is_given_back_whatever_comes_of_it(body: str) -> None:
    lobby = Lobby(1)
    async with door(lobby, Watched()) as http:
        statuses = {(await http.post("/v1/tallies", content=body)).status_code for _ in range(3)}
    assert statuses <= {201, 400}
    lobby.enter()


async def test_who_sends_slowly_keeps_no_place() -> None:
    go_on = asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b'{"name": '
        await go_on.wait()
        yield b'"slow"}'

    async with door(Lobby(1), Watched()) as http:
        waiting = asyncio.create_task(http.post("/v1/tallies", content=slow()))
        await asyncio.sleep(0)
        quick = await http.post("/v1/tallies", json={"name": "quick"})
        go_on.set()
        late = await waiting
    assert (quick.status_code, late.status_code) == (201, 201)


async def test_a_body_without_end_is_refused() -> None:
    async with door(Lobby(1), Watched()) as http:
        answer = await http.post("/v1/tallies", content=b" " * (BODY_LIMIT + 1))
    assert answer.status_code == 413

"""What the keeper of decisions promises, in memory and on PostgreSQL."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from tests.databases import fresh_database, wiring
from tests.domains.routing.accounts import ASKED_BACK, DONE, FAILED

from aurora.domains.errors import NotFound, Stale
from aurora.domains.routing.decision import Decision
from aurora.domains.routing.events import EVENTS
from aurora.domains.routing.ports import Routing
from aurora.domains.routing.types import Account
from aurora.infrastructure.memory.routing import MemoryRouting
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.postgres.routing import PostgresRouting

ID, ASKER = UUID(int=1), UUID(int=5)


@pytest.fixture(params=["memory", "postgres"])
async def routing(request: pytest.FixtureRequest, postgres_url: str) -> AsyncIterator[Routing]:
    if request.param == "memory":
        yield MemoryRouting(MemoryRecord(MemoryClock(), MemoryIds()))
        return
    async with fresh_database(postgres_url) as engine:
        yield PostgresRouting(wiring(engine, EVENTS))


async def keep(routing: Routing, account: Account) -> None:
    async with routing.work() as work:
        decision = await work.decisions.find(ID)
        if decision is None:
            decision = Decision(id=ID, asked_by=ASKER, text_sha256="ab" * 32, language="pt")
            work.decisions.add(decision)
        decision.tell(account, ASKER)


async def kept(routing: Routing) -> Decision:
    async with routing.work() as work:
        return await work.decisions.get(ID)


@pytest.mark.parametrize("account", [DONE, ASKED_BACK, FAILED])
async def test_a_decision_comes_back_as_it_was(routing: Routing, account: Account) -> None:
    await keep(routing, account)
    decision = await kept(routing)
    assert (decision.id, decision.version) == (ID, 1)
    assert (decision.asked_by, decision.text_sha256, decision.language) == (
        ASKER,
        "ab" * 32,
        "pt",
    )
    assert decision.account == account


async def test_a_decision_told_anew_replaces_what_was_kept(routing: Routing) -> None:
    await keep(routing, FAILED)
    await keep(routing, DONE)
    decision = await kept(routing)
    assert (decision.version, decision.account) == (2, DONE)


async def test_an_unknown_decision_is_not_found(routing: Routing) -> None:
    async with routing.work() as work:
        assert await work.decisions.find(ID) is None
        with pytest.raises(NotFound):
            await work.decisions.get(ID)


async def test_an_exception_undoes_the_unit_of_work(routing: Routing) -> None:
    async def fail() -> None:
        async with routing.work() as work:
            decision = Decision(id=ID, asked_by=ASKER, text_sha256="", language="en")
            work.decisions.add(decision)
            decision.tell(DONE, ASKER)
            raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        await fail()
    async with routing.work() as work:
        assert await work.decisions.find(ID) is None


async def test_of_two_who_tell_at_once_one_is_stale(routing: Routing) -> None:
    await keep(routing, FAILED)

    async def late() -> None:
        async with routing.work() as work:
            decision = await work.decisions.get(ID)
            await keep(routing, ASKED_BACK)
            decision.tell(DONE, ASKER)

    with pytest.raises(Stale):
        await late()
    assert (await kept(routing)).account == ASKED_BACK


async def test_of_two_who_begin_at_once_one_is_stale(routing: Routing) -> None:
    async def late() -> None:
        async with routing.work() as work:
            decision = Decision(id=ID, asked_by=ASKER, text_sha256="", language="en")
            work.decisions.add(decision)
            decision.tell(DONE, ASKER)
            await keep(routing, ASKED_BACK)

    with pytest.raises(Stale):
        await late()
    assert (await kept(routing)).account == ASKED_BACK

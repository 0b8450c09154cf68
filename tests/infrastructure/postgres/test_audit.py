"""What the audit log costs, and what it refuses."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy import Executable, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.people import EDITOR
from tests.tallies import Open, PostgresTallies, postgres_tallies, seed, tally_database

from aurora.bus import Delivery, delivery
from aurora.domains.origin import Origin
from aurora.domains.principal import SYSTEM, Principal
from aurora.infrastructure.postgres.audit import ADDED_TO_ONLY

DOOR = Origin(address="203.0.113.9", request_id="0123")


@pytest.fixture
async def engine(postgres_url: str) -> AsyncIterator[AsyncEngine]:
    async with tally_database(postgres_url) as engine:
        yield engine


@contextmanager
def statements(engine: AsyncEngine) -> Iterator[list[str]]:
    seen: list[str] = []

    def note(*given: object) -> None:
        seen.append(str(given[2]))

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    yield seen
    event.remove(engine.sync_engine, "before_cursor_execute", note)


async def cost(engine: AsyncEngine, tallies: PostgresTallies, id: int, by: Principal) -> list[str]:
    token = delivery.set(Delivery(message=Open, by=by, origin=DOOR))
    try:
        with statements(engine) as seen:
            await seed(tallies, UUID(int=id), name=str(id))
    finally:
        delivery.reset(token)
    return seen


async def test_the_audit_log_costs_a_change_one_statement_and_auroras_own_work_none(
    engine: AsyncEngine,
) -> None:
    tallies = postgres_tallies(engine)
    own, callers = await cost(engine, tallies, 1, SYSTEM), await cost(engine, tallies, 2, EDITOR)

    assert [one for one in own if "audit" in one] == []
    assert len([one for one in callers if "audit" in one]) == 1
    assert len(callers) == len(own) + 1


async def test_even_the_owner_is_refused_a_change_unless_it_takes_the_guard_away(
    engine: AsyncEngine,
) -> None:
    await cost(engine, postgres_tallies(engine), 1, EDITOR)
    for table in ADDED_TO_ONLY:
        column = next(iter(table.columns))
        truncate = text(f"TRUNCATE {table.name}")
        for attempt in (table.update().values({column: column}), table.delete(), truncate):
            with pytest.raises(DBAPIError, match="only added to"):
                await run(engine, attempt)


async def run(engine: AsyncEngine, statement: Executable) -> None:
    async with engine.begin() as connection:
        await connection.execute(statement)

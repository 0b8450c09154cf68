"""The sealer continues the chain, in the order of commits, and signs how far it is."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select, text
from structlog.testing import capture_logs
from tests.audit_log import entry
from tests.sealed import SealedLog, sealed_log

from aurora.domains.identity.audit_chain import BEGINNING, seal
from aurora.infrastructure.auditing import Noted
from aurora.infrastructure.postgres.audit import append, checkpoints
from aurora.infrastructure.postgres.audit_backlog import AuditBacklog
from aurora.infrastructure.postgres.sealing import Sealer
from aurora.infrastructure.security.signing_keys import SigningKey

FOREIGN = """
    INSERT INTO audit_entries SELECT (json_populate_record(e, json_build_object(
        'id', '00000000-0000-0000-0000-0000000000ff', 'xid', '4611686018427387904'))).*
    FROM audit_entries e LIMIT 1
"""


@pytest.fixture
async def log(postgres_url: str) -> AsyncIterator[SealedLog]:
    async with sealed_log(postgres_url) as log:
        yield log


async def signed(log: SealedLog) -> list[int]:
    async with log.engine.connect() as connection:
        found = await connection.scalars(select(checkpoints.c.sequence).order_by(checkpoints.c.at))
        return list(found)


async def test_entries_are_sealed_in_their_order_and_once(log: SealedLog) -> None:
    await log.write(1, 2)
    await log.sealer.step()
    await log.write(3)
    await log.sealer.step()
    await log.sealer.step()

    honest = seal(BEGINNING, [entry(1), entry(2), entry(3)])
    assert [(one.sequence, one.hash) for one in await log.links()] == [
        (link.sequence, link.hash) for link in honest
    ]
    assert (await log.inspect()).whole


async def test_what_commits_late_is_waited_for_and_then_sealed(log: SealedLog) -> None:
    async with log.engine.connect() as slow:
        await append(slow, [Noted(entry(1))])
        await log.write(2)
        await log.sealer.step()
        assert await log.links() == []
        await slow.commit()
    await log.sealer.step()

    assert len(await log.links()) == 2
    assert (await log.inspect()).whole


async def test_many_sealers_at_once_leave_one_chain(log: SealedLog) -> None:
    sealers = [Sealer(log.engine, log.clock, log.ring) for _ in range(8)]
    for number in range(1, 21):
        await log.write(number)
        await asyncio.gather(*(sealer.step() for sealer in sealers))
    await log.sealer.step()

    found = await log.inspect()
    assert (found.entries, found.waiting, found.fault) == (20, 0, None)


async def test_what_came_with_a_backup_of_another_server_is_sealed_too(log: SealedLog) -> None:
    await log.write(1)
    await log.tamper(FOREIGN)
    await log.sealer.step()
    for number in (2, 3):
        await log.write(number)
        await log.sealer.step()

    found = await log.inspect()
    assert (found.entries, found.waiting, found.fault) == (4, 0, None)


async def test_it_is_signed_at_most_once_a_minute_while_there_is_news_and_at_the_end(
    log: SealedLog,
) -> None:
    await log.write(1)
    await log.sealer.step()
    await log.write(2)
    await log.sealer.step()
    assert await signed(log) == [1]
    log.clock.advance(61)
    await log.sealer.step()
    log.clock.advance(61)
    await log.sealer.step()
    assert await signed(log) == [1, 2]
    await log.write(3)
    await log.sealer.step(closing=True)
    assert await signed(log) == [1, 2, 3]


async def test_a_checkpoint_goes_to_the_log(log: SealedLog) -> None:
    await log.write(1)
    with capture_logs() as lines:
        await log.sealer.step()

    (line,) = [line for line in lines if line["event"] == "audit checkpoint"]
    assert line["sequence"] == 1
    assert (await log.inspect(line["checkpoint"])).checkpoints == 1


async def test_checkpoints_of_a_key_that_was_rotated_away_stay_good(log: SealedLog) -> None:
    await log.write(1)
    await log.sealer.step()
    log.ring.keys = [SigningKey.generate()]
    await log.write(2)
    await log.sealer.step(closing=True)

    found = await log.inspect()
    assert (found.checkpoints, found.unsigned, found.whole) == (2, (), True)


async def test_a_sealer_that_is_stopped_seals_and_signs_a_last_time(log: SealedLog) -> None:
    running = asyncio.create_task(log.sealer.run())
    await asyncio.sleep(0)
    await log.write(1)
    running.cancel()
    await asyncio.wait([running])

    assert await signed(log) == [1]


async def test_a_database_that_is_away_is_tried_again(log: SealedLog) -> None:
    async with log.engine.begin() as connection:
        await connection.execute(text("ALTER TABLE audit_chain RENAME TO away"))
    running = asyncio.create_task(log.sealer.run())
    await asyncio.sleep(0.1)

    assert not running.done()
    running.cancel()
    await asyncio.wait([running])


async def test_what_this_aurora_cannot_read_waits_alone(log: SealedLog) -> None:
    await log.write(1)
    await log.tamper("UPDATE audit_entries SET outcome = 'beyond'")
    await log.write(2)
    with capture_logs() as logs:
        await log.sealer.step()
    strange = await log.inspect()
    await log.tamper("UPDATE audit_entries SET outcome = 'done' WHERE outcome = 'beyond'")
    await Sealer(log.engine, log.clock, log.ring).step()
    found = await log.inspect()

    assert "an entry is not sealed" in [one["event"] for one in logs]
    assert (strange.entries, strange.waiting, strange.waiting_since) == (1, 1, entry(1).at)
    assert (found.entries, found.waiting, found.fault) == (2, 0, None)


async def test_what_waits_is_counted(log: SealedLog) -> None:
    backlog = AuditBacklog(log.engine)
    before = await backlog.size()
    await log.write(1, 2, 3)
    unsealed = await backlog.size()
    await log.sealer.step()
    sealed = await backlog.size()
    await log.write(4)

    assert (before, unsealed, sealed, await backlog.size()) == (0, 3, 0, 1)


async def test_what_came_with_a_backup_is_counted_with_the_rest(log: SealedLog) -> None:
    await log.write(1)
    await log.tamper(FOREIGN)
    await log.sealer.step()
    await log.write(2)

    assert await AuditBacklog(log.engine).size() == 1

# ruff: noqa: S608  the statements are those of a tamperer
"""Whoever owns the tables can do anything to the audit log, and it shows, and where."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import select
from tests.audit_log import entry
from tests.sealed import SealedLog, sealed_log

from aurora.domains.identity.audit_chain import Checkpoint, hash_after
from aurora.domains.identity.audit_faults import Wrong
from aurora.infrastructure.postgres.audit import checkpoints
from aurora.infrastructure.security.checkpoints import sign
from aurora.infrastructure.security.signing_keys import SigningKey

ID = "00000000-0000-0000-0000-0000000000%02x"


@pytest.fixture
async def log(postgres_url: str) -> AsyncIterator[SealedLog]:
    """Ten sealed entries with a checkpoint at the fifth and one at the end."""
    async with sealed_log(postgres_url) as log:
        await log.write(1, 2, 3, 4, 5)
        await log.sealer.step(closing=True)
        await log.write(6, 7, 8, 9, 10)
        await log.sealer.step(closing=True)
        assert (await log.inspect()).whole
        yield log


async def found(log: SealedLog, *elsewhere: str) -> tuple[int, Wrong] | None:
    fault = (await log.inspect(*elsewhere)).fault
    return (fault.sequence, fault.wrong) if fault else None


async def in_the_log(log: SealedLog) -> str:
    async with log.engine.connect() as connection:
        newest = select(checkpoints.c.signed).order_by(checkpoints.c.sequence.desc()).limit(1)
        return str(await connection.scalar(newest))


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 second'",
        "principal_id = gen_random_uuid()",
        "principal_kind = 'system'",
        "principal_kind = 'nobody at all'",
        "action = 'GetMe'",
        "outcome = 'forbidden'",
        "subjects = '[]'",
        "subjects = '{}'",
        "count = 2",
        "address_sha256 = NULL",
        "request_id = 'another'",
        "events = '[]'",
    ],
)
async def test_an_edited_field_is_named(log: SealedLog, change: str) -> None:
    await log.tamper(f"UPDATE audit_entries SET {change} WHERE id = '{ID % 4}'")
    assert await found(log) == (4, Wrong.EDITED)


async def test_an_edited_hash_is_named(log: SealedLog) -> None:
    await log.tamper(f"UPDATE audit_chain SET hash = '{'ab' * 32}' WHERE sequence = 7")
    assert await found(log) == (7, Wrong.EDITED)


async def test_an_entry_that_was_deleted_in_the_middle_is_missing(log: SealedLog) -> None:
    await log.tamper(f"DELETE FROM audit_entries WHERE id = '{ID % 3}'")
    assert await found(log) == (3, Wrong.MISSING)


async def test_so_is_one_that_was_deleted_with_its_place(log: SealedLog) -> None:
    await log.tamper(
        f"DELETE FROM audit_entries WHERE id = '{ID % 3}'",
        "DELETE FROM audit_chain WHERE sequence = 3",
    )
    assert await found(log) == (3, Wrong.MISSING)


async def test_so_is_one_whose_gap_was_closed(log: SealedLog) -> None:
    await log.tamper(
        f"DELETE FROM audit_entries WHERE id = '{ID % 3}'",
        "DELETE FROM audit_chain WHERE sequence = 3",
        "UPDATE audit_chain SET sequence = -sequence WHERE sequence > 3",
        "UPDATE audit_chain SET sequence = -sequence - 1 WHERE sequence < 0",
    )
    assert await found(log) == (3, Wrong.MISSING)


async def test_two_that_were_swapped_are_named_by_the_first(log: SealedLog) -> None:
    await log.tamper(
        "UPDATE audit_chain SET entry_id = gen_random_uuid() WHERE sequence = 2",
        f"UPDATE audit_chain SET entry_id = '{ID % 2}' WHERE sequence = 8",
        f"UPDATE audit_chain SET entry_id = '{ID % 8}' WHERE sequence = 2",
    )
    assert await found(log) == (2, Wrong.SWAPPED)


async def test_a_tail_without_its_places_is_cut_off(log: SealedLog) -> None:
    await log.tamper(
        "DELETE FROM audit_chain WHERE sequence > 8",
        f"DELETE FROM audit_entries WHERE id IN ('{ID % 9}', '{ID % 10}')",
    )
    assert await found(log) == (9, Wrong.CUT_OFF)


async def test_a_tail_whose_places_are_left_is_cut_off(log: SealedLog) -> None:
    await log.tamper(f"DELETE FROM audit_entries WHERE id IN ('{ID % 9}', '{ID % 10}')")
    assert await found(log) == (9, Wrong.CUT_OFF)


async def test_a_tail_without_its_checkpoints_is_cut_off_by_the_log_of_a_worker(
    log: SealedLog,
) -> None:
    logged = await in_the_log(log)
    await log.tamper(
        f"DELETE FROM audit_entries WHERE id IN ('{ID % 9}', '{ID % 10}')",
        "DELETE FROM audit_chain WHERE sequence > 8",
        "DELETE FROM audit_checkpoints WHERE sequence > 8",
    )
    assert await found(log) is None
    assert await found(log, logged) == (9, Wrong.CUT_OFF)


async def test_a_tail_that_grew_again_is_not_the_one_that_was_seen(log: SealedLog) -> None:
    await log.tamper(
        f"DELETE FROM audit_entries WHERE id IN ('{ID % 9}', '{ID % 10}')",
        "DELETE FROM audit_chain WHERE sequence > 8",
    )
    await log.write(19, 20)
    await log.sealer.step(closing=True)
    assert await found(log) == (6, Wrong.REWRITTEN)


async def test_a_forged_entry_is_named_even_with_a_fitting_hash(log: SealedLog) -> None:
    before = (await log.links())[3]
    forged = entry(99)
    await log.write(99)
    await log.tamper(
        "UPDATE audit_chain SET sequence = -sequence WHERE sequence > 4",
        "UPDATE audit_chain SET sequence = 1 - sequence WHERE sequence < 0",
        f"INSERT INTO audit_chain VALUES (5, '{forged.id}', '{hash_after(before.hash, forged)}')",
    )
    assert await found(log) == (5, Wrong.INSERTED)


async def test_a_chain_made_anew_contradicts_its_checkpoints(log: SealedLog) -> None:
    await log.tamper(f"UPDATE audit_entries SET action = 'GetMe' WHERE id = '{ID % 7}'")
    await log.tamper("DELETE FROM audit_chain WHERE sequence > 6")
    await log.sealer.step()
    assert await found(log) == (6, Wrong.REWRITTEN)


async def test_a_checkpoint_by_a_strange_key_is_no_checkpoint(log: SealedLog) -> None:
    stranger = SigningKey.generate()
    made_up = Checkpoint(sequence=10, hash="ab" * 32, at=log.clock.now())
    inspection = await log.inspect(sign(made_up, stranger))
    assert (inspection.fault, inspection.unsigned) == (None, ("worker.log",))
    assert not inspection.whole


async def test_an_edited_checkpoint_is_no_checkpoint(log: SealedLog) -> None:
    await log.tamper("UPDATE audit_checkpoints SET signed = signed || 'A' WHERE sequence = 5")
    assert (await log.inspect()).unsigned == ("the table, at 5",)


async def test_a_key_that_was_exchanged_vouches_for_nothing(log: SealedLog) -> None:
    stranger = SigningKey.generate()
    await log.tamper(f"UPDATE audit_checkpoint_keys SET x = '{stranger.public.x}'")
    assert len((await log.inspect()).unsigned) == 2

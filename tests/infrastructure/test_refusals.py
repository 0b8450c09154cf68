"""Refusals are summed: a flood of them is a handful of entries."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import pytest
from tests.harness import Harness
from tests.people import EDITOR, VIEWER
from tests.tallies import Open

from aurora.bus import Refusal
from aurora.domains.errors import (
    AuroraError,
    Forbidden,
    NotFound,
    TooOften,
    Unauthenticated,
    Unavailable,
)
from aurora.domains.identity.audit import AuditEntry, Outcome, Subject
from aurora.domains.identity.refusal import SignInRefused
from aurora.domains.origin import WITHIN, Origin
from aurora.domains.principal import ANONYMOUS, SYSTEM, Principal
from aurora.infrastructure.auditing import Noted
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.refusals import MOST, OTHERS, Refusals

DOOR = Origin(address="203.0.113.9", request_id="0123")


class Book:
    """Keeps what it is given, unless it is closed."""

    def __init__(self) -> None:
        self.noted: list[Noted] = []
        self.writes = 0
        self.closed = False

    async def keep(self, noted: Sequence[Noted]) -> None:
        if self.closed:
            raise Unavailable("the database cannot be reached")
        self.noted += noted
        self.writes += 1

    @property
    def entries(self) -> list[AuditEntry]:
        return [noted.entry for noted in self.noted]


class Porch:
    """Where people are refused."""

    def __init__(self) -> None:
        self.clock, self.book = MemoryClock(), Book()
        self.refusals = Refusals(self.clock, MemoryIds(), self.book.keep)

    def refuse(
        self,
        by: Principal = ANONYMOUS,
        origin: Origin = DOOR,
        error: AuroraError | None = None,
        action: str = "Login",
    ) -> None:
        refusal = error or Unauthenticated("no")
        self.refusals.refused(Refusal(by, action, origin, refusal))


async def test_thousands_of_a_kind_in_a_minute_are_two_entries_that_count_them_all() -> None:
    porch = Porch()
    for _ in range(60):
        for _ in range(100):
            porch.refuse()
        await porch.refusals.flush()
        porch.clock.advance(0.9)
    porch.clock.advance(60)
    await porch.refusals.flush()

    assert [entry.count for entry in porch.book.entries] == [100, 5_900]
    assert {(e.action, e.outcome) for e in porch.book.entries} == {
        ("Login", Outcome.UNAUTHENTICATED)
    }
    assert porch.book.writes == 2


async def test_kinds_are_told_apart_by_caller_place_action_and_outcome() -> None:
    porch = Porch()
    porch.refuse()
    porch.refuse(by=VIEWER, error=Forbidden("no"))
    porch.refuse(origin=Origin(address="203.0.113.10", request_id="4"))
    porch.refuse(action="Bootstrap")
    porch.refuse(error=TooOften("later"))
    porch.refuse()
    await porch.refusals.flush()

    assert [(e.principal_id, e.action, e.outcome, e.count) for e in porch.book.entries] == [
        (ANONYMOUS.id, "Login", Outcome.UNAUTHENTICATED, 2),
        (VIEWER.id, "Login", Outcome.FORBIDDEN, 1),
        (ANONYMOUS.id, "Login", Outcome.UNAUTHENTICATED, 1),
        (ANONYMOUS.id, "Bootstrap", Outcome.UNAUTHENTICATED, 1),
        (ANONYMOUS.id, "Login", Outcome.TOO_OFTEN, 1),
    ]


async def test_a_sign_in_that_was_refused_tells_whose_account_it_was_about() -> None:
    porch = Porch()
    for about in (VIEWER.id, VIEWER.id, EDITOR.id, None):
        porch.refuse(error=SignInRefused(about))
    await porch.refusals.flush()

    assert [(entry.subjects, entry.count) for entry in porch.book.entries] == [
        ((Subject("user", VIEWER.id),), 2),
        ((Subject("user", EDITOR.id),), 1),
        ((), 1),
    ]


async def test_a_flood_from_everywhere_is_bounded_and_counted_whole() -> None:
    porch = Porch()
    for number in range(5 * MOST):
        address = f"2001:db8:{number:x}::1"
        porch.refuse(origin=Origin(address=address, request_id="0"))
    await porch.refusals.flush(everything=True)

    assert len(porch.book.entries) == MOST + 1
    assert sum(entry.count for entry in porch.book.entries) == 5 * MOST
    (rest,) = [entry for entry in porch.book.entries if entry.action == OTHERS]
    assert (rest.count, rest.address_sha256) == (4 * MOST, None)


async def test_a_minute_that_is_over_takes_no_room() -> None:
    porch = Porch()
    for minute in range(3):
        for number in range(MOST):
            address = f"198.51.{number // 256}.{number % 256}"
            porch.refuse(origin=Origin(address=address, request_id=str(minute)))
        await porch.refusals.flush()
        porch.clock.advance(60)
        await porch.refusals.flush()

    assert [entry for entry in porch.book.entries if entry.action == OTHERS] == []


async def test_what_cannot_be_kept_stays_due() -> None:
    porch = Porch()
    porch.refuse()
    porch.book.closed = True
    with pytest.raises(Unavailable):
        await porch.refusals.flush()
    porch.refuse()
    porch.book.closed = False
    await porch.refusals.flush()

    assert [entry.count for entry in porch.book.entries] == [2]


async def test_the_end_of_the_process_keeps_everything() -> None:
    porch = Porch()
    running = asyncio.create_task(porch.refusals.run())
    await asyncio.sleep(0)
    porch.refuse()
    running.cancel()
    await asyncio.wait([running])

    assert [entry.count for entry in porch.book.entries] == [1]


async def test_what_is_no_refusal_and_what_aurora_refuses_itself_is_passed_over() -> None:
    porch = Porch()
    porch.refuse(error=NotFound("no"))
    porch.refuse(error=Unavailable("later"))
    porch.refuse(by=SYSTEM, error=Forbidden("no"))
    porch.refuse(origin=WITHIN)
    await porch.refusals.flush(everything=True)

    assert porch.book.entries == []


async def test_the_bus_tells_of_every_refusal_once() -> None:
    porch, reached = Porch(), []

    async def handler(command: Open) -> UUID:
        reached.append(command)
        raise Forbidden("not this one")

    bus = Harness([handler], {}, witness=porch.refusals).bus
    with pytest.raises(Unauthenticated):
        await bus.send(Open(name="sheep"), ANONYMOUS, origin=DOOR)
    with pytest.raises(Forbidden):
        await bus.send(Open(name="sheep"), EDITOR, origin=DOOR)
    with pytest.raises(Forbidden):
        bus.authorise(Open, VIEWER, origin=DOOR)
    await porch.refusals.flush()

    assert [(e.principal_id, e.action, e.outcome, e.count) for e in porch.book.entries] == [
        (ANONYMOUS.id, "Open", Outcome.UNAUTHENTICATED, 1),
        (EDITOR.id, "Open", Outcome.FORBIDDEN, 1),
        (VIEWER.id, "Open", Outcome.FORBIDDEN, 1),
    ]
    assert {entry.request_id for entry in porch.book.entries} == {"0123"}


async def test_addresses_of_one_network_count_as_one() -> None:
    porch = Porch()
    for number in range(3):
        address, network = f"2001:db8:1:2::{number}", "2001:db8:1:2::/64"
        porch.refuse(origin=Origin(address=address, network=network, request_id="0"))
    await porch.refusals.flush()

    (noted,) = porch.book.noted
    assert noted.entry.count == 3
    assert noted.whereabouts
    assert noted.whereabouts.address == "2001:db8:1:2::/64"

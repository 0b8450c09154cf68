"""Of administrators who delete each other at once on PostgreSQL, one is left."""

import asyncio

from sqlalchemy import select
from tests.databases import fresh_database, wiring
from tests.harness import Present, Silence

from aurora.bus import Bus
from aurora.commands.identity.delete_user import DeleteUser, delete_user
from aurora.commands.identity.disable_user import DisableUser, disable_user
from aurora.domains.clock import Clock
from aurora.domains.errors import AuroraError
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.person import Person
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.roles import PERMISSIONS, Role
from aurora.domains.identity.user import LastAdministrator, User
from aurora.domains.principal import Principal, PrincipalKind
from aurora.infrastructure.postgres.accounts import users
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.postgres.tables import events
from aurora.infrastructure.system import SystemClock, SystemIds

ADMINISTRATORS = 10


async def test_of_many_who_delete_or_disable_each_other_one_is_left(postgres_url: str) -> None:
    async with fresh_database(postgres_url) as engine:
        identity = PostgresIdentity(wiring(engine, EVENTS))
        bus = Bus(
            (delete_user, disable_user),
            {Identity: identity, Clock: SystemClock()},
            ledger=PostgresLedger(engine),
            progress=Present(),
            meter=Silence(),
        )
        ring = [await _administrator(identity, number) for number in range(ADMINISTRATORS)]
        wishes = [
            (DisableUser(user_id=next.id) if number % 2 else DeleteUser(user_id=next.id), one)
            for number, (one, next) in enumerate(zip(ring, ring[1:] + ring[:1], strict=True))
        ]

        outcomes = await asyncio.gather(
            *(bus.send(wish, by) for wish, by in wishes), return_exceptions=True
        )

        async with engine.connect() as connection:
            left = (await connection.scalars(select(users.c.id).where(~users.c.disabled))).all()
            erased = events.c.type == "identity.user-erased.v1"
            gone = (await connection.scalars(select(events.c.aggregate_id).where(erased))).all()
            of_gone = select(events.c.type, events.c.payload).where(
                events.c.aggregate_id.in_(gone), ~erased
            )
            emptied = (await connection.execute(of_gone)).all()
    assert len(left) == 1
    assert [one for one in outcomes if isinstance(one, LastAdministrator)]
    assert all(one is None or isinstance(one, AuroraError) for one in outcomes)
    assert len(emptied) == len(gone)
    assert len(gone) in {4, 5}  # who is left wanted to delete somebody, or to disable
    assert {row.payload for row in emptied} == {None}


async def _administrator(identity: PostgresIdentity, number: int) -> Principal:
    person = Person(email=f"a{number}@example.org", name="Ada")
    user = User.create(SystemIds().new(), person, Role.ADMINISTRATOR, "a hash")
    async with identity.work() as work:
        work.users.add(user)
    return Principal(
        id=user.id,
        kind=PrincipalKind.USER,
        name=person.email,
        permissions=PERMISSIONS[Role.ADMINISTRATOR],
    )

"""Revoking tokens holds one connection at a time, whatever the token makes the signer read."""

from uuid import UUID

from tests.attacks import with_header
from tests.databases import fresh_database, wiring
from tests.keyholders import keyholders

from aurora.commands.identity.revoke_token import RevokeToken, revoke_token
from aurora.domains.identity.events import EVENTS, Ending
from aurora.domains.identity.session import Session
from aurora.domains.origin import WITHIN
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.postgres.engine import connect
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.security.signing_keys import PostgresSigningKeys


async def test_keys_are_read_before_a_unit_of_work_takes_the_only_connection(
    postgres_url: str,
) -> None:
    async with fresh_database(postgres_url) as database:
        engine = connect(database.url.render_as_string(hide_password=False), pool=1)
        identity, clock = PostgresIdentity(wiring(engine, EVENTS)), MemoryClock()
        held = keyholders(identity, PostgresSigningKeys(engine), PostgresLedger(engine), clock)
        await held.keep()
        session = Session.start(
            UUID(int=2), UUID(int=1), "a hash", clock.now(), WITHIN, account_version=1
        )
        async with identity.work() as work:
            work.sessions.add(session)
        good, unknown = await held.instance().sign(held.claims()), with_header(kid="A" * 43)

        for token in (unknown, good):
            await revoke_token(RevokeToken(token=token), identity, held.instance(), clock)

        async with identity.work() as work:
            assert (await work.sessions.get(session.id)).ended is Ending.REVOCATION
        await engine.dispose()

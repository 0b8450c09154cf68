"""What a signer promises, in memory and with EdDSA over keys in PostgreSQL."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from tests.databases import fresh_database, wiring
from tests.keyholders import keyholders

from aurora.domains.identity.access_token import LIFETIME, Claims
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.ports import Signer
from aurora.domains.identity.refusal import NotRecognised
from aurora.infrastructure.memory.security import MemorySigner
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.security.signing_keys import PostgresSigningKeys


@pytest.fixture
def clock() -> MemoryClock:
    return MemoryClock()


@pytest.fixture
def memory(clock: MemoryClock) -> Signer:
    return MemorySigner(clock)


@pytest.fixture
async def eddsa(postgres_url: str, clock: MemoryClock) -> AsyncIterator[Signer]:
    async with fresh_database(postgres_url) as engine:
        identity = PostgresIdentity(wiring(engine, EVENTS))
        keys = PostgresSigningKeys(engine)
        held = keyholders(identity, keys, PostgresLedger(engine), clock)
        await held.keep()
        yield held.instance()


@pytest.fixture(params=["memory", "eddsa"])
def signer(request: pytest.FixtureRequest) -> Signer:
    chosen: Signer = request.getfixturevalue(request.param)
    return chosen


def claims(clock: MemoryClock, number: int = 1) -> Claims:
    now = int(clock.now().timestamp())
    return Claims(
        sub=UUID(int=1),
        sid=UUID(int=2),
        jti=UUID(int=number),
        iat=now,
        exp=now + LIFETIME,
        scope="ask search",
    )


async def test_a_token_says_what_was_signed(signer: Signer, clock: MemoryClock) -> None:
    assert await signer.verify(await signer.sign(claims(clock))) == claims(clock)


async def test_two_tokens_differ(signer: Signer, clock: MemoryClock) -> None:
    assert await signer.sign(claims(clock, 1)) != await signer.sign(claims(clock, 2))


async def test_a_token_ends(signer: Signer, clock: MemoryClock) -> None:
    token = await signer.sign(claims(clock))

    clock.advance(LIFETIME)

    with pytest.raises(NotRecognised):
        await signer.verify(token)


@pytest.mark.parametrize("junk", ["", ".", "..", "a.b.c", "é.é.é", "\x00", "a" * 5_000])
async def test_junk_is_refused(signer: Signer, junk: str) -> None:
    with pytest.raises(NotRecognised):
        await signer.verify(junk)


async def test_public_keys_have_names_of_their_own(signer: Signer) -> None:
    keys = (await signer.jwks()).keys

    assert len({key.kid for key in keys}) == len(keys)

"""Signing keys are named by what they are, and instances agree on them."""

import asyncio

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jwt.utils import base64url_decode
from tests.databases import fresh_database, wiring
from tests.keyholders import keyholders

from aurora.domains.identity.events import EVENTS
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.infrastructure.postgres.ledger import PostgresLedger
from aurora.infrastructure.security.signing_keys import PostgresSigningKeys, thumbprint


def test_the_name_is_the_thumbprint_of_rfc_8037() -> None:
    key = Ed25519PublicKey.from_public_bytes(
        base64url_decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    )

    assert thumbprint(key) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


async def test_instances_that_start_together_agree_on_one_key(postgres_url: str) -> None:
    async with fresh_database(postgres_url) as engine:
        keys = PostgresSigningKeys(engine)
        identity, ledger = PostgresIdentity(wiring(engine, EVENTS)), PostgresLedger(engine)
        held = keyholders(identity, keys, ledger, MemoryClock())
        await asyncio.gather(*(held.keep() for _ in range(3)))
        (first,), (second,) = await keys.load(), await keys.load()

        token = await held.instance().sign(claims := held.claims())

        assert await held.instance().verify(token) == claims
    assert first.public == second.public
    assert first.private.sign(b"x") == second.private.sign(b"x")


async def test_there_are_none_before_the_first(postgres_url: str) -> None:
    async with fresh_database(postgres_url) as engine:
        assert await PostgresSigningKeys(engine).load() == []

"""Signing keys are made once, and named by what they are."""

import asyncio

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from jwt.utils import base64url_decode
from tests.databases import fresh_database

from aurora.infrastructure.security.signing_keys import PostgresSigningKeys, thumbprint


def test_the_name_is_the_thumbprint_of_rfc_8037() -> None:
    key = Ed25519PublicKey.from_public_bytes(
        base64url_decode("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")
    )

    assert thumbprint(key) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k"


async def test_instances_that_start_together_agree_on_one_key(postgres_url: str) -> None:
    async with fresh_database(postgres_url) as engine:
        found = await asyncio.gather(*(PostgresSigningKeys(engine).load() for _ in range(8)))

    assert {tuple(key.public for key in keys) for keys in found} == {(found[0][0].public,)}


async def test_a_kept_key_signs_as_before(postgres_url: str) -> None:
    async with fresh_database(postgres_url) as engine:
        (made,) = await PostgresSigningKeys(engine).load()
        (kept,) = await PostgresSigningKeys(engine).load()

    assert kept.private.sign(b"x") == made.private.sign(b"x")

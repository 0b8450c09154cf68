"""A signed checkpoint is good under the key that signed it, and never passes for anything else."""

from datetime import UTC, datetime
from uuid import UUID

import jwt
import msgspec
import pytest
from tests.sealed import Ring

from aurora.domains.identity.access_token import Claims
from aurora.domains.identity.audit_chain import Checkpoint
from aurora.domains.identity.refusal import NotRecognised
from aurora.infrastructure.memory.system import MemoryClock
from aurora.infrastructure.security.checkpoints import Unsigned, found_in, public_key, read, sign
from aurora.infrastructure.security.signer import EdDsaSigner
from aurora.infrastructure.security.signing_keys import SigningKey

SEEN = Checkpoint(sequence=7, hash="ab" * 32, at=datetime(2026, 11, 27, tzinfo=UTC))
KEY = SigningKey.generate()
KEYS = {KEY.kid: KEY.private.public_key()}


def signer() -> EdDsaSigner:
    return EdDsaSigner(Ring([KEY]), MemoryClock(), issuer="aurora", audience="aurora")


def forged(typ: str = "aurora-checkpoint+jwt", key: SigningKey = KEY, **header: object) -> str:
    said = msgspec.to_builtins(SEEN)
    return jwt.encode(said, key.private, "EdDSA", headers={"kid": KEY.kid, "typ": typ, **header})


def test_what_was_signed_is_read_back() -> None:
    assert read(sign(SEEN, KEY), KEYS) == SEEN


async def test_it_never_opens_a_door_even_with_the_claims_of_a_token() -> None:
    id = UUID(int=1)
    claims = Claims(sub=id, sid=id, jti=id, iat=0, exp=2**40, scope="search")
    said = {"iss": "aurora", "aud": "aurora", **msgspec.to_builtins(claims)}
    header = {"kid": KEY.kid, "typ": "aurora-checkpoint+jwt"}
    for text in (sign(SEEN, KEY), jwt.encode(said, KEY.private, "EdDSA", headers=header)):
        with pytest.raises(NotRecognised):
            await signer().verify(text)


async def test_an_access_token_is_no_checkpoint() -> None:
    id = UUID(int=1)
    claims = Claims(sub=id, sid=id, jti=id, iat=0, exp=600, scope="search")
    with pytest.raises(Unsigned):
        read(await signer().sign(claims), KEYS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.b",
        forged()[:-4] + "AAAA",
        forged(typ="JWT"),
        forged(typ="at+jwt"),
        forged(key=SigningKey.generate()),
        forged(kid="another"),
        forged(jku="https://keys.example"),
        jwt.encode({}, "x" * 32, "HS256", headers={"kid": KEY.kid}),
    ],
)
def test_anything_else_is_not_signed(text: str) -> None:
    with pytest.raises(Unsigned):
        read(text, KEYS)


def test_a_key_bears_its_own_name() -> None:
    other = SigningKey.generate()
    assert public_key(KEY.kid, KEY.public.x)
    for x in (other.public.x, "AAAA", "!"):
        with pytest.raises(Unsigned):
            public_key(KEY.kid, x)


def test_checkpoints_are_found_in_a_log_whatever_surrounds_them() -> None:
    signed = sign(SEEN, KEY)
    lines = [
        f'{{"sequence":7,"checkpoint":"{signed}","event":"audit checkpoint"}}',
        f'worker-1  | 2026-11-27 {{"event":"audit checkpoint","checkpoint":"{signed}"}}',
        f'{{"event":"something else","token":"{signed}"}}',
        '{"event":"audit checkpoint"',
    ]
    assert found_in(lines) == [signed, signed]

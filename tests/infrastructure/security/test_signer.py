"""Nobody talks the signer into believing a token that it did not sign."""

from collections.abc import Callable
from uuid import UUID

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.attacks import ATTACKS, AUDIENCE, HEADER, ISSUER, NOW, PAYLOAD, SIGNER, with_claims

from aurora.domains.identity.access_token import Claims
from aurora.domains.identity.refusal import NotRecognised


async def test_the_untouched_token_is_believed() -> None:
    assert (await SIGNER.verify(with_claims())).sub == UUID(int=1)


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
async def test_the_attack_is_refused(attack: Callable[[], str]) -> None:
    with pytest.raises(NotRecognised):
        await SIGNER.verify(attack())


@given(st.integers(min_value=0), st.characters(codec="ascii"))
async def test_one_changed_character_is_noticed(place: int, character: str) -> None:
    token = with_claims()
    place %= len(token)
    changed = token[:place] + character + token[place + 1 :]

    if changed != token:
        with pytest.raises(NotRecognised):
            await SIGNER.verify(changed)


async def test_the_token_is_an_access_token_under_the_name_of_its_key() -> None:
    token = await SIGNER.sign(
        Claims(
            sub=UUID(int=1), sid=UUID(int=2), jti=UUID(int=3), iat=NOW, exp=NOW + 60, scope="ask"
        )
    )

    assert jwt.get_unverified_header(token) == HEADER


async def test_the_token_states_all_that_rfc_9068_demands() -> None:
    claims = Claims(
        sub=UUID(int=1), sid=UUID(int=2), jti=UUID(int=3), iat=NOW, exp=NOW + 60, scope="ask"
    )

    told = jwt.decode(await SIGNER.sign(claims), options={"verify_signature": False})

    demanded = {"iss", "exp", "aud", "sub", "client_id", "iat", "jti"}
    assert set(told) == demanded | {"sid", "scope"}


async def test_whoever_has_the_published_key_can_verify() -> None:
    (published,) = (await SIGNER.jwks()).keys

    key = jwt.PyJWK(
        {"kty": published.kty, "crv": published.crv, "x": published.x, "alg": published.alg}
    )

    told = jwt.decode(
        with_claims(), key, audience=AUDIENCE, issuer=ISSUER, options={"verify_exp": False}
    )
    assert told == PAYLOAD


async def test_nothing_private_is_published() -> None:
    (published,) = (await SIGNER.jwks()).keys

    assert set(published.__struct_fields__) == {"kty", "crv", "x", "kid", "use", "alg"}

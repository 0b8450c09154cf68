"""Access tokens as JSON Web Tokens (RFC 7519, RFC 9068), with the precautions of RFC 8725."""

import re
from typing import Any

import jwt
import msgspec

from aurora.domains.clock import Clock
from aurora.domains.errors import Unavailable
from aurora.domains.identity.access_token import Claims, KeySet
from aurora.domains.identity.refusal import NotRecognised
from aurora.infrastructure.security.fresh_keys import FreshKeys
from aurora.infrastructure.security.signing_keys import SigningKey, SigningKeys, signing

ALGORITHM, TYPE = "EdDSA", "at+jwt"
CLIENT = "aurora"  # whoever signs in does so here, and no other program on their behalf
COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
NAME = re.compile(r"[A-Za-z0-9_-]{43}")
REQUIRED = ["iss", "aud", "sub", "exp", "iat", "jti", "sid", "scope"]


class EdDsaSigner:
    """Signs with the key whose turn it is and believes tokens under those that have not retired.

    Nothing in a token chooses how it is verified: the header must be exactly the one written here,
    under the name of a known key. The time is checked against Aurora's clock.
    """

    def __init__(self, keys: SigningKeys, clock: Clock, *, issuer: str, audience: str) -> None:
        self._keys = FreshKeys(keys, clock)
        self._clock = clock
        self._issuer = issuer
        self._audience = audience

    async def sign(self, claims: Claims) -> str:
        """Give a token that says this."""
        key = signing((await self._keys.recent()).values(), self._clock.now())
        if key is None:
            raise Unavailable("there is no signing key at this moment")
        ours = {"iss": self._issuer, "aud": self._audience, "client_id": CLIENT}
        payload = msgspec.to_builtins(claims) | ours
        return jwt.encode(payload, key.private, ALGORITHM, headers={"kid": key.kid, "typ": TYPE})

    async def verify(self, token: str) -> Claims:
        """Give what a genuine token of this moment says."""
        if not COMPACT.fullmatch(token):
            raise NotRecognised
        try:
            key = await self._named(_name(token))
            claims = msgspec.convert(self._decode(token, key), Claims)
        except (jwt.PyJWTError, msgspec.ValidationError) as refusal:
            raise NotRecognised from refusal
        if not claims.live(self._clock.now().timestamp()):
            raise NotRecognised
        return claims

    async def jwks(self) -> KeySet:
        """Give the public keys, those that wait for their turn too."""
        keys, now = await self._keys.recent(), self._clock.now()
        return KeySet(keys=tuple(key.public for key in keys.values() if key.believed(now)))

    async def _named(self, kid: str) -> SigningKey:
        key = (await self._keys.recent()).get(kid) or (await self._keys.renewed()).get(kid)
        if key is None or not key.believed(self._clock.now()):
            raise NotRecognised
        return key

    def _decode(self, token: str, key: SigningKey) -> dict[str, Any]:
        return jwt.decode(
            token,
            key.private.public_key(),
            algorithms=[ALGORITHM],
            issuer=self._issuer,
            audience=self._audience,
            options={
                "require": REQUIRED,
                "strict_aud": True,
                "verify_exp": False,  # Claims.live tells, by Aurora's clock
                "verify_iat": False,
            },
        )


def _name(token: str) -> str:
    """Give the name of the key in a header that is written as ours are."""
    header = jwt.get_unverified_header(token)
    kid = header.get("kid")
    if not isinstance(kid, str) or not NAME.fullmatch(kid):
        raise jwt.InvalidTokenError("this is no name of a key of ours")
    if header != {"alg": ALGORITHM, "typ": TYPE, "kid": kid}:
        raise jwt.InvalidTokenError("this is no header of ours")
    return kid

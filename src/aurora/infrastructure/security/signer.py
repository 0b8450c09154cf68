"""Access tokens as JSON Web Tokens (RFC 7519, RFC 9068), with the precautions of RFC 8725."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import jwt
import msgspec

from aurora.domains.clock import Clock
from aurora.domains.identity.access_token import Claims, KeySet
from aurora.domains.identity.refusal import NotRecognised
from aurora.infrastructure.security.signing_keys import SigningKey, SigningKeys

ALGORITHM, TYPE = "EdDSA", "at+jwt"
COMPACT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+")
REQUIRED = ["iss", "aud", "sub", "exp", "iat", "jti", "sid", "scope"]


class EdDsaSigner:
    """Signs with the first of its keys and believes tokens under any of them, no others.

    Nothing in a token chooses how it is verified: the header must be exactly the one written here,
    under the name of a known key. The time is checked against Aurora's clock.
    """

    def __init__(self, keys: SigningKeys, clock: Clock, *, issuer: str, audience: str) -> None:
        self._source = keys
        self._clock = clock
        self._issuer = issuer
        self._audience = audience
        self._keys: Mapping[str, SigningKey] = {}
        self._loading = asyncio.Lock()

    async def sign(self, claims: Claims) -> str:
        """Give a token that says this."""
        key = next(iter((await self._loaded()).values()))
        payload = msgspec.to_builtins(claims) | {"iss": self._issuer, "aud": self._audience}
        return jwt.encode(payload, key.private, ALGORITHM, headers={"kid": key.kid, "typ": TYPE})

    async def verify(self, token: str) -> Claims:
        """Give what a genuine token of this moment says."""
        if not COMPACT.fullmatch(token):
            raise NotRecognised
        keys = await self._loaded()
        try:
            claims = msgspec.convert(self._decode(token, keys), Claims)
        except (jwt.PyJWTError, msgspec.ValidationError) as refusal:
            raise NotRecognised from refusal
        if not claims.live(self._clock.now().timestamp()):
            raise NotRecognised
        return claims

    async def jwks(self) -> KeySet:
        """Give the public keys."""
        return KeySet(keys=tuple(key.public for key in (await self._loaded()).values()))

    def _decode(self, token: str, keys: Mapping[str, SigningKey]) -> dict[str, Any]:
        header = jwt.get_unverified_header(token)
        key = keys.get(str(header.get("kid")))
        if key is None or header != {"alg": ALGORITHM, "typ": TYPE, "kid": key.kid}:
            raise jwt.InvalidTokenError("this is no header of ours")
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

    async def _loaded(self) -> Mapping[str, SigningKey]:
        async with self._loading:
            if not self._keys:
                self._keys = {key.kid: key for key in await self._source.load()}
        return self._keys

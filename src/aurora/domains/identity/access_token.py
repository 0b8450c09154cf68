"""Access tokens: what they state (RFC 9068), and the public keys that prove it (RFC 7517)."""

from uuid import UUID

import msgspec

from aurora.domains.principal import Permission, known

LIFETIME = 600
CLOCK_SKEW = 30


class Issuer(msgspec.Struct, frozen=True):
    """Who signs access tokens: the public address of this installation."""

    url: str


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """What an access token says; issuer and audience are the signer's to add and to check.

    `iat` and `exp` are seconds since 1970, `scope` the granted permissions, space-separated.
    """

    sub: UUID
    sid: UUID
    jti: UUID
    iat: int
    exp: int
    scope: str

    @property
    def permissions(self) -> frozenset[Permission]:
        """The permissions that the token does not exceed; unknown ones count for nothing."""
        return known(self.scope.split())

    def live(self, now: float) -> bool:
        """Tell whether the token holds at that moment."""
        return self.iat - CLOCK_SKEW <= now < self.exp


class PublicKey(msgspec.Struct, frozen=True, kw_only=True):
    """The public half of a signing key, as a JSON Web Key."""

    kid: str
    x: str
    kty: str = "OKP"
    crv: str = "Ed25519"
    use: str = "sig"
    alg: str = "EdDSA"


class KeySet(msgspec.Struct, frozen=True, kw_only=True):
    """The public keys that access tokens verify under."""

    keys: tuple[PublicKey, ...]

"""Signing keys: Ed25519, kept in PostgreSQL for all instances."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from jwt.utils import base64url_encode
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.clock import LONG_AGO
from aurora.domains.identity.access_token import PublicKey
from aurora.domains.identity.keyring import KEYRING_ID, MintedKey, RingKey
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.keyring import keyrings, ring_of


class SigningKey(msgspec.Struct, frozen=True):
    """A private key under its name, the RFC 7638 thumbprint of its public half, and its time."""

    kid: str
    private: Ed25519PrivateKey
    signs_from: datetime = LONG_AGO
    retires_at: datetime | None = None

    @classmethod
    def generate(cls) -> "SigningKey":
        """Make a fresh key."""
        private = Ed25519PrivateKey.generate()
        return cls(thumbprint(private.public_key()), private)

    @property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(kid=self.kid, x=_x(self.private.public_key()))

    def believed(self, now: datetime) -> bool:
        """Tell whether tokens under it hold at that moment."""
        return self.retires_at is None or now < self.retires_at


class SigningKeys(Protocol):
    """Where signing keys are kept."""

    async def load(self) -> Sequence[SigningKey]:
        """Give the keys whose private halves there are, oldest first."""
        ...


class Ed25519Mint:
    """Makes Ed25519 keys."""

    def new(self) -> MintedKey:
        """Give a key pair that nobody has seen."""
        key = SigningKey.generate()
        return MintedKey(kid=key.kid, x=key.public.x, private=_pem(key.private))


class PostgresSigningKeys:
    """Reads the keyring as it was committed last."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = reading(engine)

    async def load(self) -> Sequence[SigningKey]:
        """Give the keys whose private halves there are, oldest first."""
        statement = select(keyrings.c["keys"]).where(keyrings.c.id == KEYRING_ID)
        async with self._engine.connect() as connection:
            row = (await connection.execute(statement)).one_or_none()
        return loaded(ring_of(row)) if row else []


def loaded(ring: Iterable[RingKey]) -> list[SigningKey]:
    """Give the keys of a ring whose private halves there are."""
    return [_loaded(key, key.private) for key in ring if key.private]


def signing(keys: Iterable[SigningKey], now: datetime) -> SigningKey | None:
    """Give the key to sign with at that moment: the one whose turn began last."""
    begun = [key for key in keys if key.signs_from <= now and key.believed(now)]
    return max(begun, key=lambda key: key.signs_from, default=None)


def thumbprint(key: Ed25519PublicKey) -> str:
    """Name a public key by the SHA-256 of its canonical JSON Web Key (RFC 7638, RFC 8037)."""
    canonical = f'{{"crv":"Ed25519","kty":"OKP","x":"{_x(key)}"}}'
    return base64url_encode(hashlib.sha256(canonical.encode()).digest()).decode()


def _x(key: Ed25519PublicKey) -> str:
    return base64url_encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def _pem(key: Ed25519PrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _loaded(key: RingKey, pem: str) -> SigningKey:
    private = load_pem_private_key(pem.encode(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"signing key {key.kid} is no Ed25519 key")
    return SigningKey(key.kid, private, key.signs_from, key.retires_at)

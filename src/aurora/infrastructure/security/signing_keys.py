"""Signing keys: Ed25519, kept in PostgreSQL, made once for all instances."""

import hashlib
from collections.abc import Sequence
from typing import Any, Protocol

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
from sqlalchemy import Row, insert, select, text
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.identity.access_token import PublicKey
from aurora.infrastructure.postgres.keys import signing_keys

LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended('aurora.signing_keys', 0))")


class SigningKey(msgspec.Struct, frozen=True):
    """A private key under its name, the RFC 7638 thumbprint of its public half."""

    kid: str
    private: Ed25519PrivateKey

    @classmethod
    def generate(cls) -> "SigningKey":
        """Make a fresh key."""
        private = Ed25519PrivateKey.generate()
        return cls(thumbprint(private.public_key()), private)

    @property
    def public(self) -> PublicKey:
        """The public half."""
        return PublicKey(kid=self.kid, x=_x(self.private.public_key()))


class SigningKeys(Protocol):
    """Where signing keys are kept."""

    async def load(self) -> Sequence[SigningKey]:
        """Give the keys, the one to sign with first; there is at least one."""
        ...


class PostgresSigningKeys:
    """Keeps private keys in a table; the first caller makes the first key, under a lock."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def load(self) -> Sequence[SigningKey]:
        """Give the keys, the newest first."""
        statement = select(signing_keys).order_by(
            signing_keys.c.created_at.desc(), signing_keys.c.kid
        )
        async with self._engine.begin() as connection:
            await connection.execute(LOCK)
            rows = (await connection.execute(statement)).all()
            if rows:
                return [_loaded(row) for row in rows]
            key = SigningKey.generate()
            await connection.execute(
                insert(signing_keys).values(kid=key.kid, private_pem=_pem(key.private))
            )
        return [key]


def thumbprint(key: Ed25519PublicKey) -> str:
    """Name a public key by the SHA-256 of its canonical JSON Web Key (RFC 7638, RFC 8037)."""
    canonical = f'{{"crv":"Ed25519","kty":"OKP","x":"{_x(key)}"}}'
    return base64url_encode(hashlib.sha256(canonical.encode()).digest()).decode()


def _x(key: Ed25519PublicKey) -> str:
    return base64url_encode(key.public_bytes(Encoding.Raw, PublicFormat.Raw)).decode()


def _pem(key: Ed25519PrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def _loaded(row: Row[Any]) -> SigningKey:
    private = load_pem_private_key(row.private_pem.encode(), password=None)
    if not isinstance(private, Ed25519PrivateKey):
        raise TypeError(f"signing key {row.kid} is no Ed25519 key")
    return SigningKey(row.kid, private)

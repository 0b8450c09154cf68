"""Refresh tokens sealed under their parents: AES-256-GCM, keys by HKDF-SHA256 (RFC 5869)."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PURPOSE = b"aurora: the child of a refresh token"
NONCE_BYTES = 12


class AesGcmSealer:
    """Seals with a key that is derived from the parent's 256 random bits and kept nowhere."""

    def seal(self, child: str, parent: str) -> bytes:
        """Give the child, to be read with the parent alone."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + AESGCM(_key(parent)).encrypt(nonce, child.encode(), PURPOSE)

    def open(self, sealed: bytes, parent: str) -> str | None:
        """Give the child back, None where the parent is another one or the seal is broken."""
        nonce, rest = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
        try:
            return AESGCM(_key(parent)).decrypt(nonce, rest, PURPOSE).decode()
        except (InvalidTag, ValueError):
            return None


def _key(parent: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=PURPOSE).derive(parent.encode())

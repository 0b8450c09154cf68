"""One-time tokens: what letters carry and bootstrapping takes. Their SHA-256 is all that is
kept.
"""

import hashlib
import hmac
from datetime import datetime

import msgspec

from aurora.domains.errors import Unauthenticated
from aurora.domains.identity import base62
from aurora.domains.identity.plain_key import SECRET_WIDTH


class LinkRefused(Unauthenticated):
    """The token is unknown, used, expired or void: nobody is told which."""

    def __init__(self) -> None:
        super().__init__("this link is not valid, or not any more")


class Ticket(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a token, and until when it is taken."""

    sha256: str
    until: datetime

    def admit(self, token: str, now: datetime) -> None:
        """Refuse every other token, and this one once its time is over."""
        if not hmac.compare_digest(self.sha256, sha256_of(token)) or now >= self.until:
            raise LinkRefused


def mint(secret: bytes) -> str:
    """Write 32 random bytes as a token that survives a double click."""
    return base62.encode(int.from_bytes(secret), SECRET_WIDTH)


def sha256_of(token: str) -> str:
    """Give what is kept of a token; texts that no token can be have one too."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()

"""The app on somebody's phone that shows a code every thirty seconds (RFC 6238)."""

from datetime import datetime
from typing import Protocol

import msgspec

SECRET_BYTES = 20  # as RFC 4226 recommends


class AppCard(msgspec.Struct, frozen=True, kw_only=True):
    """What an app is told once: the secret in base32, to type; as `otpauth://` link, to open; and
    that link as a QR code in SVG, to scan.
    """

    secret: str
    uri: str
    qr_svg: str

    def __repr__(self) -> str:
        return "AppCard()"


class CodeApp(Protocol):
    """Knows which code an app shows when."""

    async def card(self, secret: bytes, account: str) -> AppCard:
        """Give what the app is told; `account` is what it calls the entry."""
        ...

    def step(self, secret: bytes, code: str, at: datetime) -> int | None:
        """Give the time step whose code this is, of those around that moment, or None."""
        ...

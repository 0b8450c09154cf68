"""Codes of apps, by the time (RFC 6238): what Google Authenticator and its like show."""

import asyncio
import base64
import hmac
from datetime import datetime

import segno
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from aurora.domains.identity.code_app import AppCard

DIGITS, STEP_SECONDS = 6, 30
AROUND = (0, -1, 1)  # a clock half a minute off, or a slow typist


class TotpCodeApp:
    """HMAC-SHA-1, six digits, thirty seconds: the only form that every app can read."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer

    async def card(self, secret: bytes, account: str) -> AppCard:
        """Give the secret as an app takes it: typed, as a link, and drawn."""
        uri = _totp(secret).get_provisioning_uri(account, self._issuer)
        return AppCard(
            secret=base64.b32encode(secret).decode(),
            uri=uri,
            qr_svg=await asyncio.to_thread(_drawn, uri),
        )

    def step(self, secret: bytes, code: str, at: datetime) -> int | None:
        """Give the time step whose code this is: the present one or one beside it."""
        totp, now = _totp(secret), int(at.timestamp()) // STEP_SECONDS
        steps = [now + offset for offset in AROUND]
        right = [
            step
            for step in steps
            if hmac.compare_digest(totp.generate(step * STEP_SECONDS), code.encode())
        ]
        return right[0] if right else None


def _totp(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303  as RFC 6238 has it  # nosec B303


def _drawn(uri: str) -> str:
    return str(segno.make_qr(uri, error="m").svg_inline(scale=4))

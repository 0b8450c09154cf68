"""Signing in on a terminal: with e-mail address, password and code, for a key of one's own."""

import platform
from datetime import UTC, datetime, timedelta

from aurora.cli import secrets
from aurora.cli.client import Client
from aurora.cli.connection import at
from aurora.cli.refusals import CodeNeeded
from aurora.cli.targets import Target
from aurora.commands.identity.issuing import IssuedKey
from aurora.commands.identity.tokens import Tokens

LOGIN = "/v1/auth/login"


async def key_of(address: str, email: str, password: str, days: int) -> str:
    """Give a new key of somebody's own; the session that makes it is over at once, so that the
    code is needed once and nothing else is left behind.
    """
    async with at(Target(address, None)) as client:
        tokens = await _signed_in(client, email, password)
    async with at(Target(address, tokens.access_token)) as client:
        expires_at = datetime.now(UTC) + timedelta(days=days)
        body = {"name": f"command line of {platform.node()}".strip(), "expires_at": expires_at}
        issued = await client.post("/v1/me/keys", IssuedKey, body)
        await client.post("/v1/auth/logout", object)
    return issued.key


async def _signed_in(client: Client, email: str, password: str) -> Tokens:
    body = {"email": email, "password": password}
    try:
        return await client.post(LOGIN, Tokens, body)
    except CodeNeeded:
        code = secrets.asked("Code of your second factor")
        return await client.post(LOGIN, Tokens, {**body, "code": code})

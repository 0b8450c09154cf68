"""`aurora signing-key` exchanges what tokens are signed with, and nobody who signed in notices."""

import asyncio
from typing import Any

import httpx
from tests.cli.command_line import CommandLine
from tests.journeys.living import Living

PASSWORD = "correct horse battery staple"
EMAIL = "rosa@a.example"


async def sign_in(aurora: Living) -> str:
    body = {"email": EMAIL, "password": PASSWORD}
    return str((await aurora.post("/v1/auth/login", body))["access_token"])


async def me(aurora: Living, token: str) -> httpx.Response:
    return await aurora.http.get("/v1/me", headers={"Authorization": f"Bearer {token}"})


async def published(aurora: Living, kid: str) -> set[Any]:
    """Give the key set once the instance has heard of the key."""
    async with asyncio.timeout(10):
        while True:
            keys = (await aurora.get("/.well-known/jwks.json"))["keys"]
            if kid in {key["kid"] for key in keys}:
                return {key["kid"] for key in keys}
            await asyncio.sleep(0.1)


async def test_keys_are_exchanged_in_peace_and_at_once(cli: CommandLine, aurora: Living) -> None:
    await cli("user", "create", EMAIL, "--name", "Rosa", stdin=PASSWORD)
    before = await sign_in(aurora)

    coming = await cli.json("signing-key", "rotate")
    again = await cli("signing-key", "rotate")

    assert again.stdout.startswith(f"{coming['kid']} is published")
    assert len(await published(aurora, coming["kid"])) == 2
    for token in (before, await sign_in(aurora)):
        assert (await me(aurora, token)).is_success

    replaced = await cli.json("signing-key", "rotate", "--now")

    listed = await cli.json("signing-key", "list")
    assert replaced["tokens_ended"]
    assert [key["state"] for key in listed] == ["retired", "retired", "signing"]
    assert await published(aurora, replaced["kid"]) == {replaced["kid"]}
    assert (await me(aurora, await sign_in(aurora))).is_success
    assert (await me(aurora, before)).status_code == httpx.codes.UNAUTHORIZED
    assert f"{replaced['kid']}\tsigning" in (await cli("signing-key", "list")).stdout

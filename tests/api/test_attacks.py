"""Whatever is wrong with a credential, the answer is one and the same, and nobody else is asked."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from tests.api.reception import Client, served
from tests.attacks import ANOTHER, ATTACKS, SIGNER, jwk, referrals, with_claims
from tests.identity_house import EMAIL, House
from tests.infrastructure.security.test_wycheproof import EXPECTED, vectors

from aurora.api import identity

UNKNOWN_KEY = "aur_test_" + "0" * 22 + "_" + "0" * 43 + "_000000"


@dataclass
class Elsewhere:
    """A server that would give the attacker's key to whoever asks, and counts who does."""

    url: str = ""
    asked: list[bytes] = field(default_factory=list)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.asked.append(await reader.readline())
        body = json.dumps({"keys": [jwk(ANOTHER.kid)]}).encode()
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))
        await writer.drain()
        writer.close()


@asynccontextmanager
async def elsewhere() -> AsyncIterator[Elsewhere]:
    there = Elsewhere()
    server = await asyncio.start_server(there.answer, "127.0.0.1", 0)
    there.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield there


@pytest.fixture
def house() -> House:
    return House(signer=SIGNER)


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with served(house.bus, identity.ROUTES) as client:
        yield client


async def refused(client: Client, credential: str) -> Mapping[str, Any]:
    """Send a credential, and give all of the refusal that may not tell one from another."""
    said = {"Authorization": f"Bearer {credential}"}
    answer = await client.get("/v1/me", headers=said)
    body = answer.json()
    assert answer.status_code == httpx.codes.UNAUTHORIZED, (credential[:80], body)
    assert body.pop("request_id") == answer.headers["X-Request-ID"]
    kept = {"content-type", "www-authenticate", "content-length"}
    return {**body, **{name: answer.headers[name] for name in kept}}


async def test_every_attack_gets_the_answer_that_junk_gets(client: Client, house: House) -> None:
    await house.add_user()
    tokens = await house.tokens()
    junk = await refused(client, "junk")

    async with elsewhere() as there:
        told = {name: attack() for name, attack in ATTACKS.items()}
        told = {**told, **referrals(there.url), "refresh as access": tokens.refresh_token}
        told = {**told, "key of nobody": UNKNOWN_KEY, "signed for nobody": with_claims()}
        sent = {name: token for name, token in told.items() if token.isprintable()}
        different = {name for name, token in sent.items() if await refused(client, token) != junk}

    assert len(sent) > 60
    assert different == set()
    assert there.asked == []


async def test_an_access_token_is_no_refresh_token(client: Client, house: House) -> None:
    await house.add_user()
    access = await house.sign_in()

    answers = []
    for token in (access, with_claims(), "junk"):
        answer = await client.post("/v1/auth/refresh", json={"refresh_token": token})
        answers.append((answer.status_code, answer.json()["detail"]))

    assert answers == [(401, "this credential opens nothing here")] * 3


async def test_the_elsewhere_would_have_counted() -> None:
    async with elsewhere() as there, httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(f"{there.url}/jku")).json()["keys"]
    assert there.asked == [b"GET /jku HTTP/1.1\r\n"]


async def test_the_right_token_is_let_in(client: Client, house: House) -> None:
    await house.add_user()
    said = {"Authorization": f"Bearer {await house.sign_in()}"}

    assert (await client.get("/v1/me", headers=said)).json()["email"] == EMAIL


if EXPECTED:

    async def test_every_vector_gets_the_answer_that_junk_gets(client: Client) -> None:
        junk = await refused(client, "junk")

        sent = [one for one in vectors() if one.jws and one.jws.isprintable()]
        different = [one.comment for one in sent if await refused(client, one.jws) != junk]

        assert len(sent) > 100
        assert different == []

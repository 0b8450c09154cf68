"""The life of an account over HTTP, with a real mail server: from the invitation to oblivion."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.journeys.gate import TABLES
from tests.journeys.living import Living, living_briefly
from tests.post_office import PostOffice, post_office, text_of
from tests.workshop import until

from aurora.infrastructure.embedded.stores import StoreUrls
from aurora.infrastructure.postgres.engine import connect

HOME = "https://aurora.example.org"
SPECIAL, NAME = "ana.special@example.org", "Ana Zulmira"
PASSWORD, NEW = "correct horse battery staple", "seventeen purple otters dance"
TOKEN = "chosen-by-the-operator"
FORGED = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil"}
RESET = "/v1/auth/password-reset"
SECONDS = 30
# what is another one for every request, whatever it asks for
OWN = {"x-request-id", "date", "ratelimit", "aurora-position"}


@pytest.fixture(scope="module")
async def office() -> AsyncIterator[PostOffice]:
    async with post_office() as office:
        yield office


@pytest.fixture(scope="module")
async def aurora(office: PostOffice) -> AsyncIterator[Living]:
    settings = {
        "AURORA_SMTP_URL": f"smtp://127.0.0.1:{office.port}?tls=none",
        "AURORA_MAIL_FROM": "Aurora <aurora@example.org>",
        "AURORA_PUBLIC_URL": HOME,
        "AURORA_BOOTSTRAP_TOKEN": TOKEN,
    }
    async with living_briefly(**settings) as aurora:
        yield aurora


@pytest.fixture(scope="module")
async def database(aurora: Living) -> AsyncIterator[AsyncEngine]:
    urls = (aurora.data_dir / "run" / "urls.json").read_bytes()
    engine = connect(msgspec.json.decode(urls, type=StoreUrls).database)
    yield engine
    await engine.dispose()


async def letter(office: PostOffice, to: str, number: int) -> str:
    """Give what the letter of that number to an address says, once it is there."""
    async with asyncio.timeout(SECONDS):
        await until(lambda: len(office.to(to)) > number)
    return text_of(office.to(to)[number])


def link(said: str) -> tuple[str, str]:
    """Give the address of the only link in a letter, and its token."""
    found = re.findall(r"^(https?://\S+)#\w+=(\w+)$", said, re.MULTILINE)
    assert len(found) == 1
    return found[0][0], found[0][1]


async def signed_in(aurora: Living, email: str, password: str) -> dict[str, str]:
    answer = await aurora.http.post("/v1/auth/login", json={"email": email, "password": password})
    assert answer.is_success, answer.text
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


async def shut_out(aurora: Living, bearer: dict[str, str]) -> None:
    """Wait until a session opens nothing any more, on every instance and within a moment."""

    async def out() -> bool:
        return (await aurora.http.get("/v1/me", headers=bearer)).status_code == 401

    async with asyncio.timeout(SECONDS):
        await until(out)


async def traces(database: AsyncEngine, words: list[str]) -> Iterator[tuple[str, str]]:
    """Give the tables that tell of any of the words."""
    async with database.connect() as connection:
        tables = (await connection.scalars(TABLES)).all()
        rows = {
            table: (await connection.scalars(text(f"SELECT t::text FROM {table} t"))).all()  # noqa: S608
            for table in tables
        }
    return ((table, row) for table in rows for row in rows[table] if any(w in row for w in words))


async def test_the_operators_token_makes_the_first_administrator_and_then_nobody(
    aurora: Living,
) -> None:
    ada = {"email": "ada@example.org", "name": "Ada", "password": PASSWORD}
    tokens = ("another-one-than-that", TOKEN, TOKEN, "another-one-than-that")
    answers = [
        await aurora.http.post("/v1/auth/bootstrap", json={"token": token, **ada})
        for token in tokens
    ]

    assert [answer.status_code for answer in answers] == [401, 201, 404, 404]


async def test_somebody_is_invited_forgets_a_password_and_is_forgotten(
    aurora: Living, office: PostOffice, database: AsyncEngine
) -> None:
    http = aurora.http
    body = {"email": SPECIAL, "role": "editor", "language": "pt-BR"}
    await http.post("/v1/invitations", json=body, headers=FORGED)
    address, token = link(await letter(office, SPECIAL, 0))
    assert (address, office.to(SPECIAL)[0]["Content-Language"]) == (f"{HOME}/account", "pt")

    accepting = {"token": token, "name": NAME, "password": PASSWORD}
    made = await aurora.post("/v1/auth/invitations/accept", accepting)
    first = await signed_in(aurora, SPECIAL, PASSWORD)
    me = (await http.get("/v1/me", headers=first)).json()
    assert (me["id"], me["name"], me["language"]) == (made["id"], NAME, "pt-BR")

    asked = await http.post(RESET, json={"email": SPECIAL}, headers=FORGED)
    assert asked.status_code == 202
    address, token = link(await letter(office, SPECIAL, 1))
    assert address == f"{HOME}/account"
    await aurora.post(f"{RESET}/confirm", {"token": token, "password": NEW})
    await shut_out(aurora, first)
    assert "alterada" in await letter(office, SPECIAL, 2)

    now = await signed_in(aurora, SPECIAL, NEW)
    gone = await http.request("DELETE", "/v1/me", json={"password": NEW}, headers=now)
    assert gone.status_code == 204, gone.text
    await shut_out(aurora, now)
    after = [
        await http.get(f"/v1/users/{made['id']}", headers={"Aurora-Position": _seen(gone)}),
        await http.post("/v1/auth/login", json={"email": SPECIAL, "password": NEW}),
    ]
    assert [answer.status_code for answer in after] == [404, 401]
    assert [*await traces(database, ["special", "Zulmira", token])] == []
    logs = "".join(path.read_text() for path in (aurora.data_dir / "logs").glob("*.log"))
    assert not [word for word in (SPECIAL, NAME, token, PASSWORD, NEW) if word in logs]


async def test_nobody_learns_who_has_an_account(aurora: Living, office: PostOffice) -> None:
    known, unknown = "bia@example.org", "duo@example.org"
    account = {"email": known, "name": "Bia", "role": "viewer", "password": PASSWORD}
    await aurora.post("/v1/users", account)
    await aurora.http.post(RESET, json={"email": known})
    _, used = link(await letter(office, known, 0))
    await aurora.post(f"{RESET}/confirm", {"token": used, "password": NEW})

    pairs: dict[str, list[dict[str, Any]]] = {
        "/v1/auth/login": [{"email": one, "password": PASSWORD} for one in (known, unknown)],
        RESET: [{"email": one} for one in (known, unknown)],
        "/v1/invitations": [{"email": one, "role": "viewer"} for one in (known, unknown)],
        f"{RESET}/confirm": [{"token": one, "password": PASSWORD} for one in (used, "0" * 43)],
        "/v1/auth/invitations/accept": [
            {"token": one, "name": "Bia", "password": PASSWORD} for one in (used, "0" * 43)
        ],
        "/v1/auth/address/confirm": [{"token": one} for one in (used, "0" * 43)],
    }
    for path, bodies in pairs.items():
        one, other = [told(await aurora.http.post(path, json=body)) for body in bodies]
        assert one == other, path

    assert "already" in office.to(known)[-1]["Subject"] or await _told(office, known)
    assert [*office.to(unknown)] == [] or "invited" in office.to(unknown)[-1]["Subject"]


def told(answer: httpx.Response) -> tuple[int, dict[str, str], str]:
    """Give what an answer says, but for ids and moments."""
    headers = {name: value for name, value in answer.headers.items() if name not in OWN}
    said = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}", "id", answer.text)
    return answer.status_code, headers, re.sub(r"\d{4}-\d\d-\d\dT[\d:.]+Z", "moment", said)


async def _told(office: PostOffice, to: str) -> bool:
    async with asyncio.timeout(SECONDS):
        await until(lambda: any("already" in one["Subject"] for one in office.to(to)))
    return True


def _seen(answer: httpx.Response) -> str:
    return str(answer.headers["Aurora-Position"])

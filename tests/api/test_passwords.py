"""Passwords over HTTP."""

from collections.abc import AsyncIterator

import pytest
from httpx import Response
from tests.api.reception import Client, served
from tests.identity_house import EMAIL, HOME, PASSWORD, House

from aurora.api import identity

NEW = "seventeen purple otters dance"
RESET, CONFIRM = "/v1/auth/password-reset", "/v1/auth/password-reset/confirm"


@pytest.fixture
async def house() -> House:
    house = House()
    await house.add_user()
    return house


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with served(house.bus, identity.ROUTES, *identity.WELL_KNOWN) as client:
        yield client


def told(answer: Response) -> tuple[int, bytes, str]:
    """Give what an answer says; what is left of the rate limit is one less each time."""
    headers = {name: value for name, value in answer.headers.items() if name != "ratelimit"}
    return answer.status_code, answer.content, str(headers)


async def test_a_forgotten_password_is_replaced(client: Client, house: House) -> None:
    asked = await client.post(RESET, json={"email": EMAIL})
    await house.settle()
    done = await client.post(CONFIRM, json={"token": house.token(), "password": NEW})
    signed_in = await client.post("/v1/auth/login", json={"email": EMAIL, "password": NEW})

    assert [answer.status_code for answer in (asked, done, signed_in)] == [202, 200, 200]
    assert done.json()["password_strength"]["score"] == 4
    assert {answer.headers["cache-control"] for answer in (asked, done)} == {"no-store"}


async def test_asking_tells_nobody_whether_there_is_an_account(client: Client) -> None:
    same = {"X-Request-ID": "same"}

    known = await client.post(RESET, json={"email": EMAIL}, headers=same)
    unknown = await client.post(RESET, json={"email": "x@example.org"}, headers=same)

    assert known.status_code == 202
    assert told(known) == told(unknown)


async def test_every_token_that_opens_nothing_gets_the_same_answer(
    client: Client, house: House
) -> None:
    await client.post(RESET, json={"email": EMAIL})
    await house.settle()
    expired = house.token()
    house.clock.advance(3_600)

    answers = [
        await client.post(
            CONFIRM, json={"token": token, "password": NEW}, headers={"X-Request-ID": "same"}
        )
        for token in (expired, "0" * 43, "", "\0", "x" * 5_000)
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert len({told(answer) for answer in answers}) == 1


async def test_no_host_that_a_request_names_is_in_a_letter(client: Client, house: House) -> None:
    forged = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil"}
    await client.post(RESET, json={"email": EMAIL}, headers=forged)
    await house.settle()

    text = house.mailer.to(EMAIL)[-1].text
    assert f"{HOME}/account#reset=" in text
    assert "evil" not in text


async def test_a_password_is_changed_by_who_knows_the_current_one(
    client: Client, house: House
) -> None:
    bearer = {"Authorization": f"Bearer {await house.sign_in()}"}
    body = {"current": PASSWORD, "new": NEW}

    wrong = await client.post("/v1/me/password", json={**body, "current": NEW}, headers=bearer)
    weak = await client.post("/v1/me/password", json={**body, "new": "a" * 20}, headers=bearer)
    right = await client.post("/v1/me/password", json=body, headers=bearer)

    assert [answer.status_code for answer in (wrong, weak, right)] == [403, 422, 200]
    assert weak.json()["field"] == "new"

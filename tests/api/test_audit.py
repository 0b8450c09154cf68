"""The audit log over HTTP: who may read it, and which refusals reach it."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import pytest
from tests.api.reception import Client, served
from tests.identity_house import EMAIL, PASSWORD, House
from tests.second_factors import with_second_factor

from aurora.api import identity
from aurora.commands.identity.issue_local_key import IssueLocalKey
from aurora.domains.identity.audit import AuditEntry
from aurora.domains.identity.roles import Role
from aurora.domains.principal import SYSTEM

RATE = 300


@pytest.fixture
def house() -> House:
    return House()


@pytest.fixture
async def client(house: House) -> AsyncIterator[Client]:
    async with served(house.bus, identity.ROUTES, *identity.WELL_KNOWN, rate=RATE) as client:
        yield client


@pytest.fixture
async def auditor(house: House) -> dict[str, str]:
    return bearer((await house.add_key(Role.OPERATOR)).key)


def bearer(credential: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {credential}"}


async def refusals(house: House) -> list[AuditEntry]:
    await house.refusals.flush(everything=True)
    return [one.entry for one in house.record.audit if one.entry.outcome != "done"]


def told(entries: list[AuditEntry]) -> list[tuple[str, str, int]]:
    return [(one.action, str(one.outcome), one.count) for one in entries]


async def listed(client: Client, by: dict[str, str], **params: Any) -> list[dict[str, Any]]:
    answer = await client.get("/v1/audit", params=params, headers=by)
    assert answer.status_code == 200, answer.text
    return list(answer.json()["items"])


async def test_operators_and_administrators_read_it_others_are_refused(
    client: Client, house: House, auditor: dict[str, str]
) -> None:
    administrator = bearer(await house.bus.send(IssueLocalKey(), SYSTEM))
    editor = bearer((await house.add_key(Role.EDITOR)).key)
    answers = [
        await client.get("/v1/audit", headers=by) for by in (auditor, administrator, editor, {})
    ]

    assert [one.status_code for one in answers] == [200, 200, 403, 401]


async def test_it_is_read_page_by_page_and_narrowed(
    client: Client, house: House, auditor: dict[str, str]
) -> None:
    user = await house.add_user()
    await house.add_key()
    first = (await client.get("/v1/audit", params={"limit": 2}, headers=auditor)).json()
    rest = await listed(client, auditor, cursor=first["next"])

    assert [one["action"] for one in first["items"]] == ["IssueKey", "CreateUser"]
    assert [one["action"] for one in rest] == ["IssueKey"]
    assert [one["sequence"] for one in await listed(client, auditor, oldest_first=True)] == [
        1,
        2,
        3,
    ]
    found = await listed(client, auditor, subject=str(user))
    assert [one["subjects"] for one in found] == [[{"kind": "user", "id": str(user)}]]
    assert await listed(client, auditor, principal=str(UUID(int=7))) == []


async def test_a_time_without_its_zone_is_refused_by_name(
    client: Client, auditor: dict[str, str]
) -> None:
    for field in ("since", "until"):
        params = {field: "2026-11-27T12:00:00"}
        answer = await client.get("/v1/audit", params=params, headers=auditor)
        assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert await listed(client, auditor, since="2200-01-01T00:00:00Z") == []


@pytest.mark.parametrize(
    "wrong",
    ["action=%00", "action=DROP TABLE", "outcome=fine", "cursor=-1", "cursor=9223372036854775808"],
)
async def test_a_wrong_filter_is_refused(
    client: Client, auditor: dict[str, str], wrong: str
) -> None:
    answer = await client.get(f"/v1/audit?{wrong}", headers=auditor)
    assert (answer.status_code, answer.json()["field"]) == (400, wrong.partition("=")[0])


async def test_a_flood_of_credentials_that_open_nothing_is_one_entry(
    client: Client, house: House
) -> None:
    for _ in range(200):
        assert (await client.get("/v1/me", headers=bearer("junk"))).status_code == 401

    (entry,) = await refusals(house)
    assert told([entry]) == [("Authenticate", "unauthenticated", 200)]
    assert entry.address_sha256


async def test_each_kind_of_refusal_is_noted_under_what_was_asked(
    client: Client, house: House
) -> None:
    viewer = bearer((await house.add_key(Role.VIEWER)).key)
    await client.get("/v1/me")
    await client.get("/v1/me", headers={"Authorization": "Basic YTpi"})
    await client.get("/v1/users", headers=viewer)
    await client.post("/v1/auth/login", json={"email": EMAIL, "password": PASSWORD})

    assert told(await refusals(house)) == [
        ("GetMe", "unauthenticated", 1),
        ("Authenticate", "unauthenticated", 1),
        ("ListUsers", "forbidden", 1),
        ("Login", "unauthenticated", 1),
    ]


async def test_whoever_does_not_get_into_an_account_is_found_by_the_account(
    client: Client, house: House, auditor: dict[str, str]
) -> None:
    ana, _, _ = await with_second_factor(house)
    ids = {"ana": ana.id, "bia": await house.add_user("bia@example.org")}
    wrong = {"password": "another password entirely"}
    for body in (
        {"email": "bia@example.org", **wrong},
        {"email": "nobody@example.org", **wrong},
        {"email": EMAIL, "password": PASSWORD},
        {"email": EMAIL, "password": PASSWORD, "code": "000000"},
    ):
        assert (await client.post("/v1/auth/login", json=body)).status_code == 401
    await house.refusals.flush(everything=True)

    counts = {
        name: sum(
            entry["count"]
            for entry in await listed(client, auditor, subject=id, outcome="unauthenticated")
        )
        for name, id in ids.items()
    }
    assert counts == {"ana": 2, "bia": 1}


async def test_whoever_asks_too_often_is_noted(client: Client, house: House) -> None:
    viewer = bearer((await house.add_key(Role.VIEWER)).key)
    for _ in range(RATE + 5):
        await client.get("/v1/me", headers=viewer)

    assert told(await refusals(house)) == [("GetMe", "too-often", 5)]


async def test_what_is_missing_is_no_refusal(client: Client, house: House) -> None:
    administrator = bearer(await house.bus.send(IssueLocalKey(), SYSTEM))
    answer = await client.get(f"/v1/users/{UUID(int=9)}", headers=administrator)

    assert answer.status_code == 404
    assert await refusals(house) == []

"""Secrets that come in, or are given out, come up in no log line, metric, refusal or record."""

import re
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.journeys.hostile import ALL, PERSONAL
from tests.journeys.living import living_briefly
from tests.journeys.planting import TOKEN, Garden, Sending, fitting, forms, planted
from tests.post_office import PostOffice, post_office, text_of
from tests.second_factors import code_of
from tests.workshop import until

from aurora.infrastructure.embedded.stores import StoreUrls
from aurora.infrastructure.postgres.engine import connect

pytestmark = pytest.mark.timeout(180)
EMAIL, MOVED, GUEST = "rita@example.org", "rita.moved@example.org", "gil@example.org"


@pytest.fixture(scope="module")
async def office() -> AsyncIterator[PostOffice]:
    async with post_office() as office:
        yield office


@pytest.fixture(scope="module")
async def garden(office: PostOffice) -> AsyncIterator[Garden]:
    settings = {
        "AURORA_LOG_LEVEL": "debug",
        "AURORA_BOOTSTRAP_TOKEN": TOKEN,
        "AURORA_SMTP_URL": f"smtp://127.0.0.1:{office.port}?tls=none",
        "AURORA_MAIL_FROM": "aurora@example.org",
        "AURORA_HASH_COST": "m=1024,t=1,p=1",
        "AURORA_SIGN_IN_TRIES": "1000000",
        "AURORA_SIGN_IN_RATE": "1000000",
        "AURORA_RATE_LIMIT": "1000000",
        "AURORA_ADDRESS_RATE_LIMIT": "1000000",
    }
    async with living_briefly(**settings) as aurora:
        garden = Garden(aurora)
        aurora.http.timeout = 90
        garden.know((aurora.data_dir / "local.key").read_text().strip())
        yield garden


@pytest.fixture
async def database(garden: Garden) -> AsyncIterator[AsyncEngine]:
    urls = (garden.aurora.data_dir / "run" / "urls.json").read_bytes()
    engine = connect(msgspec.json.decode(urls, type=StoreUrls).database)
    yield engine
    await engine.dispose()


class Rita:
    """Somebody with an account, whose secrets are all known to the garden."""

    def __init__(self, garden: Garden, password: str) -> None:
        self.garden, self.password, self.email = garden, password, EMAIL
        self.said: dict[str, str] = {}

    async def ask(self, path: str, method: str = "POST", **body: Any) -> Any:
        """Send a request that must succeed, and learn every secret in the answer."""
        http = self.garden.aurora.http
        answer = await http.request(method, f"/v1/{path}", json=body, headers=self.said)
        assert answer.is_success, (path, answer.text)
        told = answer.json() if answer.content else {}
        for name in ("access_token", "refresh_token", "key", "secret"):
            self.garden.know(str(told.get(name, "")))
        self.garden.know(*told.get("recovery_codes", []))
        return told

    async def sign_in(self, **more: str) -> Any:
        """Sign in, and come as oneself from now on."""
        self.said = {}
        tokens = await self.ask("auth/login", email=self.email, password=self.password, **more)
        self.said = {"Authorization": f"Bearer {tokens['access_token']}"}
        return tokens


async def token_in(rita: Rita, office: PostOffice, to: str, what: str) -> str:
    """Give the token in a letter, which is a secret too."""
    mark = f"#{what}="
    await until(lambda: any(mark in text_of(one) for one in office.to(to)))
    letter = next(text_of(one) for one in office.to(to) if mark in text_of(one))
    token = re.findall(rf"{mark}(\w+)", letter)[0]
    rita.garden.know(token)
    return str(token)


async def lived(rita: Rita, office: PostOffice) -> dict[str, str]:
    """Live with an account from its first day on, and give what to come in with."""
    await rita.ask("auth/bootstrap", token=TOKEN, email=EMAIL, name="Rita", password=rita.password)
    tokens = await rita.sign_in()
    await rita.ask("auth/refresh", refresh_token=tokens["refresh_token"])
    changed = rita.garden.seed("password")
    await rita.ask("me/password", current=rita.password, new=changed)
    rita.password = changed
    await rita.sign_in()
    await rita.ask("auth/password-reset", email=EMAIL)
    token = await token_in(rita, office, EMAIL, "reset")
    rita.password = rita.garden.seed("password")
    await rita.ask("auth/password-reset/confirm", token=token, password=rita.password)
    await rita.sign_in()
    await rita.ask("keys", name="indexer", role="viewer")
    await rita.ask("invitations", email=GUEST, role="viewer")
    token = await token_in(rita, office, GUEST, "invitation")
    guest = rita.garden.seed("password")
    await rita.ask("auth/invitations/accept", token=token, name="Gil", password=guest)
    await rita.ask("me", "PATCH", email=MOVED, password=rita.password)
    token = await token_in(rita, office, MOVED, "address")
    await rita.ask("auth/address/confirm", token=token)
    rita.email = MOVED
    card = await rita.ask("me/second-factor", password=rita.password)
    code = code_of(card["secret"])
    codes = (await rita.ask("me/second-factor/confirm", code=code))["recovery_codes"]
    await rita.sign_in(code=codes[0])
    await rita.ask("me/second-factor", "DELETE", password=rita.password, code=codes[1])
    tokens = await rita.sign_in()
    for door in ("introspect", "revoke"):
        told = {"token": tokens["refresh_token"]}
        answer = await rita.garden.aurora.http.post(f"/v1/oauth/{door}", data=told)
        assert answer.is_success, answer.text
    await rita.sign_in()
    return rita.said


def _everywhere(garden: Garden, person: dict[str, str]) -> list[Sending]:
    key = dict(garden.aurora.http.headers)
    bearer = {"Authorization": key["authorization"]}
    return [
        sending
        for route in ALL
        if route.method != "GET" or "/batches" not in route.path  # those of crawls, once more
        for sending in planted(
            garden, route, fitting(route), person if route.message in PERSONAL else bearer
        )
    ]


async def test_no_secret_comes_up_anywhere(
    garden: Garden, office: PostOffice, database: AsyncEngine
) -> None:
    rita = Rita(garden, garden.seed("password"))
    person = await lived(rita, office)

    await garden.send_all([*_everywhere(garden, person), *forms(garden)])
    metrics = (await garden.aurora.http.get("/metrics")).text
    garden.look("/metrics", metrics)
    await garden.look_into_tables(database)
    for store in ("postgres", "redis"):
        await garden.aurora.kill(store)
        few = _everywhere(garden, person)[::20]
        await garden.send_all(few, alive=False)
        await garden.aurora.ready()

    lines = garden.look_into_logs()
    assert (garden.sent > 800, lines > 1_000) == (True, True)
    assert garden.leaks == []

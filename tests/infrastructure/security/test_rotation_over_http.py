"""Two instances on real stores serve on while their signing keys are exchanged."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from itertools import product
from typing import Any

import httpx
import pytest
from dependency_injector import providers
from sqlalchemy import make_url
from tests.databases import fresh_database
from tests.identity_house import EMAIL, PASSWORD
from tests.people import ADMIN

from aurora.app import create_app
from aurora.bus import Bus
from aurora.commands.identity.create_user import CreateUser
from aurora.commands.identity.keep_signing_keys import KeepSigningKeys
from aurora.commands.identity.rotate_signing_keys import RotateSigningKeys
from aurora.container import Container
from aurora.domains.identity.roles import Role
from aurora.domains.principal import SYSTEM
from aurora.infrastructure.embedded.stores import StoreUrls
from aurora.infrastructure.memory.system import MemoryClock
from aurora.settings import Settings

MOMENTS = [0.5, 2, 299, 301, 1, 600, 121, 700]


class Pair:
    """Two instances under one clock."""

    def __init__(self, bus: Bus, clock: MemoryClock, clients: list[httpx.AsyncClient]) -> None:
        self.bus, self.clock, self.clients = bus, clock, clients

    async def sign_in(self, number: int) -> str:
        body = {"email": EMAIL, "password": PASSWORD}
        answer = await self.clients[number].post("/v1/auth/login", json=body)
        assert answer.status_code == httpx.codes.OK, answer.text
        return str(answer.json()["access_token"])

    async def me(self, number: int, token: str) -> int:
        said = {"Authorization": f"Bearer {token}"}
        return (await self.clients[number].get("/v1/me", headers=said)).status_code


@pytest.fixture
async def pair(stores: StoreUrls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Pair]:
    clock, containers, clients = MemoryClock(), list[Container](), list[httpx.AsyncClient]()
    async with AsyncExitStack() as stack:
        engine = await stack.enter_async_context(fresh_database(stores.database))
        database = make_url(stores.database).set(database=engine.url.database)
        settings = Settings(
            database_url=database.render_as_string(hide_password=False),
            redis_url=stores.redis,
            chroma_url=stores.chroma,
            data_dir=tmp_path_factory.mktemp("data"),
            hash_cost="m=1024,t=1,p=1",
        )
        for _ in range(2):
            container = Container(settings=settings)
            container.clock.override(providers.Object(clock))
            containers.append(container)
            stack.push_async_callback(container.engine().dispose)
            stack.push_async_callback(container.redis().aclose)
            app: Any = create_app(container)
            transport = httpx.ASGITransport(app)
            client = httpx.AsyncClient(transport=transport, base_url="http://aurora.test")
            clients.append(await stack.enter_async_context(client))
        yield Pair(containers[0].bus(), clock, clients)


async def test_no_request_fails_while_keys_rotate(pair: Pair) -> None:
    await pair.bus.send(KeepSigningKeys(), SYSTEM)
    command = CreateUser(email=EMAIL, name="Ana Lima", role=Role.VIEWER, password=PASSWORD)
    await pair.bus.send(command, ADMIN)
    held: list[tuple[float, str]] = []

    for turn, moment in enumerate(MOMENTS * 2):
        if turn % 5 == 0:
            await pair.bus.send(RotateSigningKeys(), ADMIN)
        now = pair.clock.now().timestamp()
        held = [(at, token) for at, token in held if now - at < 600]
        held.append((now, await pair.sign_in(turn % 2)))
        order = (0, 1) if turn % 3 else (1, 0)
        for number, (_, token) in product(order, held):
            assert await pair.me(number, token) == httpx.codes.OK, (turn, number)
        pair.clock.advance(moment)
        await pair.bus.send(KeepSigningKeys(), SYSTEM)

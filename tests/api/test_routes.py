"""The table of routes: each says whose message it is, or why it is open."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.testing import AsyncTestClient

from aurora.app import create_app
from aurora.container import Container
from aurora.domains.principal import Permission
from aurora.settings import Settings

FRAMEWORK = {
    "/docs",
    "/docs/{file_path:path}",
    "/api",
    "/api/{path:str}",
    "/api/openapi.json",
    "/api/oauth2-redirect.html",
    "/api/assets",
    "/api/assets/{file_path:path}",
}
UNKNOWN = "00000000-0000-0000-0000-000000000009"


@dataclass(frozen=True)
class Entry:
    """One method of one path."""

    method: str
    path: str
    opt: dict[str, Any]

    @property
    def url(self) -> str:
        return "/".join(_filled(part) for part in self.path.split("/"))

    @property
    def messages(self) -> tuple[Any, ...]:
        return tuple(one for one in (self.opt.get("message"), *self.opt.get("also", ())) if one)


def _filled(part: str) -> str:
    if part.startswith("{"):
        return "1" if part.endswith(":int}") else UNKNOWN
    return part


def entries(app: Litestar) -> Iterator[Entry]:
    for route in app.routes:
        if isinstance(route, HTTPRoute) and route.path not in FRAMEWORK:
            for method, (handler, _) in route.route_handler_map.items():
                if method != "OPTIONS":
                    yield Entry(str(method), route.path, handler.opt)


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Container:
    settings = Settings(
        database_url="postgresql+asyncpg://nobody@/nowhere?host=/nonexistent",
        redis_url="unix:///nonexistent.sock",
        chroma_url="http://127.0.0.1:1",
        data_dir=tmp_path_factory.mktemp("data"),
    )
    return Container(settings=settings)


@pytest.fixture(scope="module")
async def app(container: Container) -> Litestar:
    return create_app(container)


@pytest.fixture(scope="module")
async def client(app: Litestar) -> AsyncIterator[AsyncTestClient[Litestar]]:
    async with AsyncTestClient(app, raise_server_exceptions=False) as client:
        yield client


def test_every_route_names_a_message_or_says_why_it_is_open(app: Litestar) -> None:
    table = list(entries(app))
    assert len(table) > 20
    undecided = [one for one in table if bool(one.messages) == bool(one.opt.get("open"))]
    assert undecided == []


def test_every_message_of_a_route_has_a_handler(app: Litestar, container: Container) -> None:
    named = {message for one in entries(app) for message in one.messages}
    assert named <= container.bus().messages


async def test_nobody_in_particular_gets_past_a_closed_route(
    app: Litestar, client: AsyncTestClient[Litestar]
) -> None:
    closed = [
        one
        for one in entries(app)
        if one.messages and one.messages[0].permission is not Permission.ANYONE
    ]
    answers = {(one.method, one.path): await client.request(one.method, one.url) for one in closed}
    found = {
        where: (answer.status_code, answer.headers.get("content-type"))
        for where, answer in answers.items()
    }
    assert found
    assert found == dict.fromkeys(found, (401, "application/problem+json"))


def test_what_hashes_passwords_has_a_lobby(app: Litestar) -> None:
    waiting = {one.path for one in entries(app) if one.opt.get("message") in app.state.hashing}
    assert {"/v1/auth/login", "/v1/auth/bootstrap", "/v1/users", "/v1/me/password"} <= waiting
    assert "/v1/collections" not in waiting

"""Secrets that cannot be mistaken, sent to every place of a request, and where they came up."""

import asyncio
import base64
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.journeys.hostile import FITTING, Route
from tests.journeys.living import Living

from aurora.app import ROUTES

MARK = "zqxplant"
AT_ONCE = 12
EXPECTED = {502, 503, 504}
LEAST = 8
SECRET_FIELDS = {
    "password",
    "current",
    "new",
    "token",
    "refresh_token",
    "code",
    "headers",
    "cookies",
    "webhook",
}
KEPT = (
    "events",
    "jobs",
    "answers",
    "audit_entries",
    "parked",
    "users",
    "api_keys",
    "sessions",
    "spent_tokens",
    "invitations",
    "installations",
)
STRAY = re.compile(rf"{MARK}-stray-\d+-\w+")
TOKEN = f"{MARK}-token-4Wq8zT1v"


@dataclass(frozen=True)
class Sending:
    """A request with something planted in it; what is `hushed` may not come back at all, the rest
    in no refusal.
    """

    where: str
    method: str
    url: str
    hushed: bool
    given: Mapping[str, Any]


@dataclass
class Garden:
    """Where secrets are planted, and where they must not come up."""

    aurora: Living
    numbers: Iterator[int] = field(default_factory=itertools.count)
    secrets: set[str] = field(default_factory=lambda: {MARK})
    leaks: list[str] = field(default_factory=list)
    sent: int = 0

    def seed(self, kind: str) -> str:
        """Give a new secret of a kind, strong enough for a password."""
        return f"{MARK}-{kind}-{next(self.numbers)}-hB7qVt2x"

    def know(self, *secrets: str) -> None:
        """Look for these too, which Aurora made."""
        self.secrets.update(one for one in secrets if len(one) >= LEAST)

    async def send_all(self, sendings: list[Sending], *, alive: bool = True) -> None:
        """Send them, some at a time, and look at what comes back."""
        places = asyncio.Semaphore(AT_ONCE)

        async def send(one: Sending) -> None:
            async with places:
                await self._send(one, alive=alive)

        await asyncio.gather(*map(send, sendings))

    async def _send(self, one: Sending, *, alive: bool) -> None:
        try:
            answer = await self.aurora.http.request(one.method, one.url, **one.given)
        except httpx.HTTPError:
            assert not alive, one
            return
        self.sent += 1
        assert answer.status_code < 500 or not alive or answer.status_code == 503, (
            one,
            answer.text,
        )
        if one.hushed or not answer.is_success:
            told = f"{dict(answer.headers)} {answer.text}"
            where = f"{answer.status_code} to {one.where}"
            self.look(where, STRAY.sub("", told) if answer.is_success else told)

    def look(self, where: str, told: str) -> None:
        """Note every secret that a text holds."""
        for secret in self.secrets:
            if (place := told.find(secret)) >= 0:
                self.leaks.append(f"{where}: …{told[max(0, place - 80) : place + 60]}…")

    def look_into_logs(self) -> int:
        """Look at every line that any process wrote, and count them."""
        logs = [self.aurora.data_dir / "serve.log", *(self.aurora.data_dir / "logs").iterdir()]
        lines = [(log.name, line) for log in logs for line in log.read_text().splitlines()]
        for name, line in lines:
            self.look(name, line)
        return len(lines)

    async def look_into_tables(self, database: AsyncEngine) -> None:
        """Look at what is kept of messages and events: names are data there, secrets are not."""
        async with database.connect() as connection:
            for table in KEPT:
                rows = await connection.scalars(text(f"SELECT t::text FROM {table} t"))  # noqa: S608
                for row in rows:
                    self.look(table, STRAY.sub("", row))


def planted(
    garden: Garden, route: Route, fitting: Mapping[str, Any], said: Mapping[str, str]
) -> Iterator[Sending]:
    """Give requests to a route with a secret in each of its places in turn."""
    bed = Bed(garden, route, said, {"json": dict(fitting)} if route.body else {})
    for headers in _headers(garden):
        yield bed.sending("headers", hushed=True, headers=headers)
    for name in (*route.query, "token"):
        yield bed.sending(f"query {name}", f"{route.url()}?{name}={garden.seed('stray')}")
    for part in route.named:
        name = part.strip("{}").partition(":")[0]
        yield bed.sending(f"path {name}", route.url(**{name: garden.seed("stray")}))
    if route.body:
        yield from _bodies(bed, route.body, fitting)


@dataclass
class Bed:
    """Where requests to a route are made ready."""

    garden: Garden
    route: Route
    said: Mapping[str, str]
    body: Mapping[str, Any]

    def sending(
        self, where: str, url: str | None = None, *, hushed: bool = False, **given: Any
    ) -> Sending:
        """Give a request that fits but for what is given."""
        headers = {**self.said, **given.pop("headers", {})}
        content = given or self.body
        place = f"{self.route} ({where})"
        return Sending(
            place,
            self.route.method,
            url or self.route.url(),
            hushed,
            {"headers": headers, **content},
        )


def _bodies(bed: Bed, body: type[msgspec.Struct], fitting: Mapping[str, Any]) -> Iterator[Sending]:
    for one in msgspec.structs.fields(body):
        secret = one.name in SECRET_FIELDS
        for value in _values(bed.garden.seed("secret" if secret else "stray")):
            changed = {**fitting, one.name: value}
            yield bed.sending(f"field {one.name}", hushed=secret, json=changed)
    for content in _broken(bed.garden.seed("secret")):
        json = {"Content-Type": "application/json"}
        yield bed.sending("broken body", hushed=True, content=content, headers=json)


def _values(secret: str) -> Iterator[Any]:
    yield secret
    yield f"http://10.0.0.1/?token={secret}"
    yield {
        "url": f"http://ana:{secret}@nowhere.invalid/",
        "Authorization": secret,
        "secret": secret,
    }


def _headers(garden: Garden) -> Iterator[dict[str, str]]:
    basic = base64.b64encode(f"ana:{garden.seed('basic')}".encode()).decode()
    garden.know(basic)
    yield {"Authorization": f"Basic {basic}", "Cookie": f"session={garden.seed('cookie')}"}
    yield {"Authorization": f"Bearer {garden.seed('bearer')}"}
    yield {
        "Aurora-Position": garden.seed("position"),
        "Cookie": f"session={garden.seed('cookie')}",
        "Proxy-Authorization": f"Basic {basic}",
        "X-Api-Key": garden.seed("key"),
        "Prefer": garden.seed("prefer"),
        "If-None-Match": garden.seed("etag"),
    }


def _broken(secret: str) -> Iterator[bytes]:
    yield f'{{"password": "{secret}'.encode()
    yield f'{{"nobody knows": "{secret}"}}'.encode()
    yield f'["{secret}"]'.encode()


def forms(garden: Garden) -> Iterator[Sending]:
    """Give requests to the routes that take forms, with a secret in each of their parameters."""
    for handler in (one for one in ROUTES if one.opt.get("form")):
        for path in handler.paths:
            for name in ("refresh_token", "token", "token_type_hint", "grant_type"):
                told = {"grant_type": "refresh_token", "token": "x", name: garden.seed("form")}
                where = f"POST {path} (parameter {name})"
                yield Sending(where, "POST", f"/v1{path}", True, {"data": told})
            broken = {"content": f"token={garden.seed('form')}".encode()}
            yield Sending(f"POST {path} (no form)", "POST", f"/v1{path}", True, broken)


def fitting(route: Route) -> dict[str, Any]:
    """Give a body of the right shape, if the route takes one."""
    return FITTING.get(route.body, {}) if route.body else {}

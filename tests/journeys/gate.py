"""The gate: sends what must be refused, and counts what is kept."""

import asyncio
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.journeys.hostile import FITTING, LETTERS, Route, encoded
from tests.journeys.living import Living
from tests.workshop import until

from aurora.api.problems import MEDIA_TYPE, Problem
from aurora.commands.identity.bootstrap import Bootstrap
from aurora.commands.identity.login import Login
from aurora.commands.identity.refresh import Refresh
from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.infrastructure.postgres.audit import ADDED_TO_ONLY, addresses

SECONDS = 10
JSON = {"Content-Type": "application/json"}
TABLES = text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
AUDIT = {table.name for table in (addresses, *ADDED_TO_ONLY)}
BOOKKEEPING = {"cursors", "parked", "alembic_version", "key_uses"} | AUDIT


class Gate:
    """Sends what must be refused, and holds that nothing came of it; `parts` of paths name what
    is there.
    """

    def __init__(
        self, aurora: Living, database: AsyncEngine, tokens: Mapping[str, str], **parts: str
    ) -> None:
        self.aurora, self._database, self.parts = aurora, database, parts
        self._tokens = tokens

    def fitting(self, route: Route) -> dict[str, Any]:
        """Give a body that the route would take."""
        assert route.body
        if route.body is IngestDocument:
            return {**FITTING[IngestDocument], "collection_id": self.parts["collection_id"]}
        if route.body is Bootstrap:
            token = (self.aurora.data_dir / "bootstrap.token").read_text().strip()
            return {**FITTING[Bootstrap], "token": token}
        if route.body is Refresh:
            return {"refresh_token": self._tokens["refresh_token"]}
        return FITTING[route.body]

    def said(self, message: Any) -> dict[str, str]:
        """Give the headers that a message needs: some are for people only."""
        bearer = f"Bearer {self._tokens['access_token']}"
        return {"Authorization": bearer} if message.for_people else {}

    async def sign_in(self) -> None:
        """Begin another session: the last one may be over."""
        self._tokens = await self.aurora.post("/v1/auth/login", FITTING[Login])

    async def given(self, route: Route) -> dict[str, Any]:
        """Give a body that the route will take, with what a letter in the log gives."""
        body = self.fitting(route)
        if route.body not in LETTERS:
            return body
        what = LETTERS[route.body]
        async with asyncio.timeout(SECONDS):
            await until(lambda: bool(self._linked(what)))
        return {**body, "token": self._linked(what)[-1]}

    def _linked(self, what: str) -> list[str]:
        log = (self.aurora.data_dir / "logs" / "worker.log").read_text()
        return re.findall(rf"/account#{what}=(\w+?)\\n", log)

    async def refused(self, method: str, url: str, content: Any = None, **more: Any) -> Problem:
        """Send a request, and give the problem that it must get in time."""
        async with asyncio.timeout(SECONDS):
            answer = await self.aurora.http.request(method, url, content=content, **more)
        told = (method, url[:200], str(content)[:100], answer.status_code, answer.text[:200])
        assert 400 <= answer.status_code < 500, told
        assert answer.headers["content-type"] == MEDIA_TYPE, told
        problem = msgspec.json.decode(answer.content, type=Problem)
        assert problem.title, told
        assert problem.detail, told
        assert problem.status == answer.status_code, told
        assert problem.request_id, told
        assert problem.request_id == answer.headers["X-Request-ID"], told
        return problem

    async def refused_body(self, route: Route, body: object, **more: Any) -> Problem:
        """Send a body to a route that must refuse it."""
        content = body if isinstance(body, bytes) else encoded(body)
        url = route.url(**self.parts)
        headers = {**JSON, **self.said(route.message), **more}
        return await self.refused(route.method, url, content, headers=headers)

    async def refused_change(self, route: Route, **change: object) -> Problem:
        """Send a fitting body but for a change."""
        return await self.refused_body(route, {**self.fitting(route), **change})

    async def rested(self) -> None:
        """Wait until no job is left of what was done on purpose."""

        async def nothing_to_do() -> bool:
            return not (await self.kept())["jobs"]

        async with asyncio.timeout(SECONDS):
            await until(nothing_to_do)

    async def kept(self) -> Mapping[str, int]:
        """Count the rows of all tables, events among them, and the contents."""
        async with self._database.connect() as connection:
            tables = set((await connection.scalars(TABLES)).all()) - BOOKKEEPING
            counts = [f"SELECT '{one}', count(*) FROM {one}" for one in sorted(tables)]  # noqa: S608
            rows = await connection.execute(text(" UNION ALL ".join(counts)))
            kept = {str(name): int(count) for name, count in rows}
        return {**kept, "blobs": sum(1 for _ in (self.aurora.data_dir / "blobs").rglob("*"))}

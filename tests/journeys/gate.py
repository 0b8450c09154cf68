"""The gate: sends what must be refused, and counts what is kept."""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine
from tests.journeys.hostile import FITTING, Route, encoded
from tests.journeys.living import Living

from aurora.api.problems import MEDIA_TYPE, Problem
from aurora.commands.identity.bootstrap import Bootstrap
from aurora.commands.identity.refresh import Refresh
from aurora.commands.knowledge.ingest_document import IngestDocument

SECONDS = 10
JSON = {"Content-Type": "application/json"}
TABLES = text("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
BOOKKEEPING = {"cursors", "parked", "alembic_version"}


class Gate:
    """Sends what must be refused, and holds that nothing came of it; `parts` of paths name what
    is there.
    """

    def __init__(
        self, aurora: Living, database: AsyncEngine, refresh_token: str, **parts: str
    ) -> None:
        self.aurora, self._database, self.parts = aurora, database, parts
        self._refresh_token = refresh_token

    def fitting(self, route: Route) -> dict[str, Any]:
        """Give a body that the route would take."""
        assert route.body
        if route.body is IngestDocument:
            return {**FITTING[IngestDocument], "collection_id": self.parts["collection_id"]}
        if route.body is Bootstrap:
            token = (self.aurora.data_dir / "bootstrap.token").read_text().strip()
            return {**FITTING[Bootstrap], "token": token}
        if route.body is Refresh:
            return {"refresh_token": self._refresh_token}
        return FITTING[route.body]

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
        return await self.refused(route.method, url, content, headers={**JSON, **more})

    async def refused_change(self, route: Route, **change: object) -> Problem:
        """Send a fitting body but for a change."""
        return await self.refused_body(route, {**self.fitting(route), **change})

    async def kept(self) -> Mapping[str, int]:
        """Count the rows of all tables, events among them, and the contents."""
        async with self._database.connect() as connection:
            tables = set((await connection.scalars(TABLES)).all()) - BOOKKEEPING
            counts = [f"SELECT '{one}', count(*) FROM {one}" for one in sorted(tables)]  # noqa: S608
            rows = await connection.execute(text(" UNION ALL ".join(counts)))
            kept = {str(name): int(count) for name, count in rows}
        return {**kept, "blobs": sum(1 for _ in (self.aurora.data_dir / "blobs").rglob("*"))}

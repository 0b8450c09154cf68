"""An HTTP application over tallies: the smallest that has everything around it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Litestar, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from tests.harness import Harness
from tests.people import EDITOR, VIEWER
from tests.tallies import (
    Count,
    MemoryTallies,
    Open,
    Report,
    Tallies,
    count,
    open_tally,
    total,
)

from aurora.api.application import assemble
from aurora.api.door import Door
from aurora.api.pagination import Cursor, Limit
from aurora.api.state import Parts
from aurora.domains.errors import AuroraError, Unauthenticated
from aurora.domains.principal import Permission, Principal
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.observability.metrics import PrometheusMetrics
from aurora.queries.identity.authenticate import Authenticate
from aurora.queries.query import Query

PEOPLE = {"editor": EDITOR, "viewer": VIEWER}


class Look(Query[int], frozen=True, kw_only=True):
    permission = Permission.READ_DOCUMENTS
    waits_for = ("tallies",)
    id: UUID


class Fail(Query[None], frozen=True, kw_only=True):
    permission = Permission.ANYONE


async def authenticate(query: Authenticate) -> Principal:
    if query.credential not in PEOPLE:
        raise Unauthenticated("nobody knows this credential")
    return PEOPLE[query.credential]


async def look(query: Look, tallies: Tallies) -> int:
    return await total(tallies, query.id)


class Faults:
    """What goes wrong next."""

    def __init__(self) -> None:
        self.next: Exception = ValueError("the password is hunter2")


async def fail(query: Fail, faults: Faults) -> None:  # noqa: ARG001  by type
    raise faults.next


@post("/tallies", message=Open)
async def opening(data: JSONBody[Open], door: NamedDependency[Door]) -> UUID:
    return await door.send(data)


@post("/counts", message=Count, status_code=200)
async def counting(data: JSONBody[Count], door: NamedDependency[Door]) -> Report:
    return await door.send(data)


@get("/tallies/{id:uuid}", message=Look)
async def looking(id: FromPath[UUID], door: NamedDependency[Door]) -> int:
    return await door.ask(Look(id=id))


@get("/fails", message=Fail)
async def failing(door: NamedDependency[Door]) -> None:
    await door.ask(Fail())


@get("/smuggles/{id:uuid}", message=Fail)
async def smuggling(id: FromPath[UUID], door: NamedDependency[Door]) -> int:
    return await door.ask(Look(id=id))


@get("/pages", open="shows what it was asked")
async def paging(limit: Limit = 50, cursor: Cursor = None) -> tuple[int, UUID | None]:
    return limit, cursor


class Readiness:
    """Says what it is told to."""

    def __init__(self) -> None:
        self.states: dict[str, str] = {"database": "ok"}

    async def check(self) -> Mapping[str, str]:
        return self.states


class Counter:
    """The application and what is behind it."""

    def __init__(self, **given: Any) -> None:
        record = MemoryRecord(MemoryClock(), MemoryIds())
        self.tallies = MemoryTallies(record)
        self.faults, self.readiness, self.metrics = Faults(), Readiness(), PrometheusMetrics()
        handlers = (authenticate, open_tally, count, look, fail)
        ports = {Tallies: self.tallies, Faults: self.faults}
        bus = Harness(handlers, ports, record=record).bus
        around = {"metrics": self.metrics, "readiness": self.readiness, **given}
        parts = Parts(bus=bus, version="7", **around)
        routes = (opening, counting, looking, failing, smuggling, paging)
        self.app: Litestar = assemble(parts, routes)

    def fails_with(self, error: AuroraError) -> None:
        self.faults.next = error


def as_(name: str, **headers: str) -> dict[str, str]:
    """Give the headers of somebody's request."""
    named = {header.replace("_", "-"): value for header, value in headers.items()}
    return {"Authorization": f"Bearer {name}", **named}

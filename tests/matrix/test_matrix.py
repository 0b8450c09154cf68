"""Roles × operations × (own, other's, missing): no success outside the policy, and somebody else's
thing answers like a missing one, whatever route there is.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx import Response
from litestar import get
from litestar.handlers import HTTPRouteHandler
from tests.api.reception import Client, served
from tests.journeys.hostile import ALL, FITTING, Route, route_of
from tests.matrix.callers import CALLERS, Caller, made, user
from tests.matrix.policy import Target, Verdict, named_by, personal, verdict
from tests.matrix.whole import Whole

from aurora.app import ROUTES
from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.commands.knowledge.receive_upload import ReceiveUpload
from aurora.domains.identity.roles import Role
from aurora.domains.principal import Permission, PrincipalKind

OPEN = {Verdict.ALLOWED, Verdict.FOUND_OR_NOT}
FORMS = [
    route_of(handler, path)
    for handler in ROUTES
    if handler.opt.get("form")
    for path in sorted(handler.paths)
]
UPLOADED = next(  # the form with a file beside the JSON of the same route
    replace(one, message=ReceiveUpload) for one in ALL if one.body is IngestDocument
)
CLOSED = [
    one for one in [*ALL, *FORMS, UPLOADED] if one.message.permission is not Permission.ANYONE
]
UNLIKE = {"content-length", "aurora-position", "date", "ratelimit", "aurora-decision"}


class Matrix:
    """Asks every route about every kind of thing; what a change may have spoilt is made anew."""

    def __init__(self, whole: Whole, client: Client, other: Caller, caller: str) -> None:
        self.whole, self.client, self.other = whole, client, other
        self._caller = caller
        self._somebody = other.principal.id if other.principal else None
        self._asking: Caller | None = None
        self._things: dict[tuple[str, str], UUID | str] = {}

    async def violations(self, route: Route) -> list[str]:
        """Give what the route answers against the policy."""
        asked = {
            target: await self._ask(route, target)
            for target in (Target if named_by(route) else [Target.MISSING])
        }
        wrong = [
            f"{route}: {target} is {answer.status_code}, not {expected}"
            for target, (expected, answer, _) in asked.items()
            if not _fits(expected, answer.status_code)
        ]
        if Target.OTHERS in asked and asked[Target.OTHERS][0] not in OPEN:
            others, missing = (_told(*asked[one][1:]) for one in (Target.OTHERS, Target.MISSING))
            wrong += [f"{route}: other's is told as {others}"] if others != missing else []
        return wrong

    async def _ask(self, route: Route, target: Target) -> tuple[Verdict, Response, str]:
        asking = self._asking = self._asking or await CALLERS[self._caller](self.whole)
        name = named_by(route)
        id = await self._thing(name, route, asking, target) if name else uuid4()
        answer = await self.client.request(
            route.method,
            route.url(principal_id=self._somebody, **({name: id} if name else {})),
            **_content(route, id),
            params=_query(route, id),
            headers={**asking.headers, "X-Request-ID": "same"},
        )
        if answer.is_success and route.method != "GET":
            self._asking, self._things = None, {}
            await self.whole.settle()
        return verdict(route, asking.principal, target), answer, str(id)

    async def _thing(self, name: str, route: Route, by: Caller, target: Target) -> UUID | str:
        people = name in {"user_id", "session_id"}
        own = target is Target.OWN and by.principal and (by.email or not people)
        owner = by if own else self.other
        if target is Target.MISSING:
            return f"r{uuid4().hex[:20]}" if name == "name" else uuid4()
        of = next((one for one in ("/batches/", "/file") if one in route.path), "")
        kind = f"{name} {of}"
        here = (kind, owner.email or str(owner.credential))
        if here not in self._things:
            passing = name == "user_id" and not own
            owner = await user(self.whole, Role.VIEWER) if passing else owner
            self._things[here] = await made(self.whole, name, owner, route.path)
        return self._things[here]


def _content(route: Route, id: object) -> dict[str, Any]:
    if route in FORMS:
        return {"data": {"token": "junk"}}
    if route is UPLOADED:
        return {"data": {"collection_id": str(id)}, "files": {"file": ("a.txt", b"Rios.")}}
    return {"json": _body(route, id)}


def _body(route: Route, id: object) -> Mapping[str, Any] | None:
    if route.body is None:
        return None
    fields = set(route.body.__struct_fields__)
    here = {"collection_id": str(id)} if "collection_id" in fields else {}
    return {**FITTING[route.body], **here}


def _query(route: Route, id: object) -> dict[str, str]:
    given = {"q": "rios", "collection_id": str(id)}
    return {name: value for name, value in given.items() if name in route.query}


def _fits(expected: Verdict, status: int) -> bool:
    if expected is Verdict.ALLOWED:
        return status not in {401, 403, 404}
    if expected is Verdict.FOUND_OR_NOT:
        return status not in {401, 403}
    return status == int(expected)


def _told(answer: Response, id: str) -> tuple[int, str, dict[str, str]]:
    headers = {name: value for name, value in answer.headers.items() if name not in UNLIKE}
    return answer.status_code, answer.text.replace(id, "…"), headers


@pytest.fixture
async def matrix(request: pytest.FixtureRequest) -> AsyncIterator[Matrix]:
    whole = Whole()
    for _ in range(2):
        await user(whole, Role.ADMINISTRATOR)
    other = await user(whole, Role.VIEWER)
    async with served(
        whole.bus, ROUTES, router=whole.router, rate=1_000_000, blobs=whole.blobs
    ) as client:
        yield Matrix(whole, client, other, request.param)


@pytest.mark.parametrize("matrix", CALLERS, indirect=True)
async def test_nobody_gets_more_or_less_than_the_policy_says(matrix: Matrix) -> None:
    wrong = [one for route in CLOSED for one in await matrix.violations(route)]
    assert wrong == [], "\n".join(wrong)


async def test_callers_are_told_what_the_table_opens_to_them() -> None:
    whole = Whole()
    callers = [await CALLERS[name](whole) for name in CALLERS]
    known = [one.principal for one in callers if one.principal]
    async with served(whole.bus, ROUTES, router=whole.router) as client:
        answers = [
            (await client.get("/v1/me/permissions", headers=one.headers)).json()["permissions"]
            for one in callers
            if one.principal
        ]

    for principal, answer in zip(known, answers, strict=True):
        assert {held["permission"] for held in answer} == principal.permissions
        told = {(held["permission"], one["route"]) for held in answer for one in held["opens"]}
        person = principal.kind is PrincipalKind.USER
        needed = [
            (route.message.permission, str(route))
            for route in CLOSED
            if person or not personal(route)
        ]
        assert told == {one for one in needed if one[0] in principal.permissions}


def test_the_matrix_knows_every_route_and_whose_its_things_are() -> None:
    assert undeclared(ROUTES) == []
    assert len(CLOSED) > 60
    assert {named_by(route) for route in CLOSED} >= {"collection_id", "key_id", "user_id", None}


def test_a_route_that_declares_no_permission_is_found() -> None:
    @get("/planted")
    async def planted() -> None:
        """Give everything to everybody."""

    assert undeclared([*ROUTES, planted]) == ["/planted"]


def test_a_route_to_a_thing_of_nobody_is_found() -> None:
    planted = get("/planted/{thing_id:uuid}", message=ALL[0].message)(_planted)
    with pytest.raises(LookupError, match="thing_id"):
        named_by(route_of(planted, "/planted/{thing_id:uuid}"))


async def _planted(thing_id: UUID) -> None:
    """Give a thing of nobody knows whom."""


def undeclared(routes: Sequence[HTTPRouteHandler]) -> list[str]:
    """Give the paths of routes whose message, or its permission, nobody names."""
    return [
        path
        for route in routes
        for path in route.paths
        if not isinstance(getattr(route.opt.get("message"), "permission", None), Permission)
    ]

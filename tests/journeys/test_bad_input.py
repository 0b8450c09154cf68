"""Whatever strangers send is refused by a problem document that says why, and nothing is kept
of it.
"""

import re
from collections.abc import AsyncIterator
from http import HTTPMethod

import pytest
from tests.journeys.bad_forms import AS_FORM, BAD_FORMS, OPENING
from tests.journeys.gate import JSON, Gate
from tests.journeys.hostile import (
    ALL,
    CODED,
    GUESSED,
    LAST,
    PERSONAL,
    REACHING_OUT,
    TAKING,
    Route,
    misfits,
    needed,
    required,
    texts,
    wrong_queries,
)
from tests.journeys.junk import (
    BAD_CREDENTIALS,
    BAD_DOCUMENTS,
    BAD_KEYS,
    BAD_POSITIONS,
    NO_IDS,
    NO_OBJECT,
    NO_WEB,
    NOBODY,
    NOT_JSON,
    OTHER_TYPES,
    PRIVATE,
    UNKNOWN_PATHS,
)

from aurora.api.application import BODY_LIMIT
from aurora.api.state import UPLOAD_LIMIT
from aurora.commands.identity.bootstrap import Bootstrap
from aurora.commands.identity.login import Login
from aurora.commands.knowledge.ingest_document import CONTENT_LIMIT, IngestDocument
from aurora.commands.perception.start_crawl import StartCrawl


@pytest.fixture(params=TAKING, ids=str)
def route(request: pytest.FixtureRequest) -> Route:
    chosen: Route = request.param
    return chosen


def the(body: type) -> Route:
    return next(route for route in TAKING if route.body is body)


async def test_what_is_no_json_is_refused(gate: Gate, route: Route) -> None:
    for body in NOT_JSON:
        assert (await gate.refused_body(route, body)).status == 400


async def test_json_that_is_no_object_is_refused(gate: Gate, route: Route) -> None:
    for body in NO_OBJECT:
        assert (await gate.refused_body(route, body)).status == 400


async def test_a_body_that_does_not_say_it_is_json_is_refused(gate: Gate, route: Route) -> None:
    for media_type in OTHER_TYPES:
        said = {"Content-Type": media_type}
        assert (await gate.refused_body(route, gate.fitting(route), **said)).status == 415


async def test_unknown_fields_are_refused_by_name(gate: Gate, route: Route) -> None:
    problem = await gate.refused_change(route, nonsense=1)
    assert (problem.status, problem.field) == (400, "nonsense")


async def test_missing_fields_are_refused_by_name(gate: Gate, route: Route) -> None:
    assert route.body
    for name in required(route.body):
        fitting = gate.fitting(route)
        body = {field: value for field, value in fitting.items() if field != name}
        problem = await gate.refused_body(route, body)
        assert (problem.status, problem.field) == (400, name)


async def test_values_of_another_kind_are_refused_by_field(gate: Gate, route: Route) -> None:
    assert route.body
    for name, value in misfits(route.body):
        problem = await gate.refused_change(route, **{name: value})
        assert problem.status == 400
        assert problem.field
        assert re.split(r"[\[.]", problem.field)[0] == name


async def test_no_text_may_hold_nul(gate: Gate, route: Route) -> None:
    assert route.body
    for name, value in texts(route.body, f"{'a' * 20}\0"):
        await refused_text(gate, route, name, value)


async def test_no_text_may_hold_half_a_character(gate: Gate, route: Route) -> None:
    assert route.body
    for name, value in texts(route.body, f"{'a' * 20}\ud800"):
        assert (await gate.refused_change(route, **{name: value})).status == 400


async def test_no_text_may_be_endless(gate: Gate, route: Route) -> None:
    assert route.body
    for letter in "a\u0301":
        for name, value in texts(route.body, letter * 100_000):
            if name != "content":
                await refused_text(gate, route, name, value)


async def test_no_content_may_be_endless(gate: Gate) -> None:
    for letter in "a\u0301":
        await refused_text(gate, the(IngestDocument), "content", letter * (CONTENT_LIMIT + 1))


async def refused_text(gate: Gate, route: Route, name: str, value: object) -> None:
    problem = await gate.refused_change(route, **{name: value})
    if problem.status in {401, 403}:
        assert (route.body, name) in GUESSED
        return
    assert problem.status == 422
    assert problem.field
    assert problem.field.partition("[")[0] == name


async def test_documents_that_are_no_text_are_refused_by_field(gate: Gate) -> None:
    for field, change in BAD_DOCUMENTS:
        problem = await gate.refused_change(the(IngestDocument), **change)
        assert (problem.status, problem.field) == (422, field), change


async def test_start_urls_off_the_public_web_are_refused_by_place(gate: Gate) -> None:
    for url in (*NO_WEB, *PRIVATE):
        urls = ["https://example.org/", url]
        problem = await gate.refused_change(the(StartCrawl), start_urls=urls)
        assert (problem.status, problem.field) == (422, "start_urls[1]"), url


async def test_impossible_plans_are_refused_by_field(gate: Gate) -> None:
    for field in ("depth", "page_limit"):
        for number in (-1, 10**7, 10**40):
            problem = await gate.refused_change(the(StartCrawl), **{field: number})
            assert (problem.status, problem.field) == (422, field)
    for urls in ([], [f"https://example.org/{number}" for number in range(1_001)]):
        problem = await gate.refused_change(the(StartCrawl), start_urls=urls)
        assert (problem.status, problem.field) == (422, "start_urls")


async def test_forms_that_are_none_are_refused(gate: Gate) -> None:
    for status, body in BAD_FORMS:
        problem = await gate.refused("POST", "/v1/documents", body, headers=AS_FORM)
        assert problem.status == status, body[:100]


async def test_files_that_cannot_be_taken_are_refused_by_field(gate: Gate) -> None:
    lakes = {"collection_id": gate.parts["collection_id"]}
    for field, said, content in (
        ("file", {}, b""),
        ("file", {}, b"GIF89a" + bytes(100)),
        ("title", {"title": "x" * 501}, b"Rivers."),
        ("source_url", {"source_url": "file:///etc/passwd"}, b"Rivers."),
    ):
        given = {"data": {**lakes, **said}, "files": {"file": ("a.txt", content)}}
        problem = await gate.refused("POST", "/v1/documents", **given)
        assert (problem.status, problem.field) == (422, field)


async def test_files_over_the_limit_are_refused_and_kept_nowhere(gate: Gate) -> None:
    async def parts() -> AsyncIterator[bytes]:
        yield OPENING % (b"collection_id", gate.parts["collection_id"].encode())
        yield (OPENING % (b"file", b"")).removesuffix(b"\r\n")
        for _ in range(UPLOAD_LIMIT // 1_000_000 + 1):
            yield b" " * 1_000_000

    problem = await gate.refused("POST", "/v1/documents", parts(), headers=AS_FORM)
    assert problem.status == 413


@pytest.mark.parametrize("chunked", [False, True])
async def test_bodies_over_the_limit_are_refused(gate: Gate, chunked: bool) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(BODY_LIMIT // 1_000_000 + 1):
            yield b" " * 1_000_000

    content = parts() if chunked else b" " * (BODY_LIMIT + 1)
    problem = await gate.refused("POST", "/v1/documents", content, headers=JSON)
    assert problem.status == 413


@pytest.mark.parametrize("route", [one for one in ALL if one.query], ids=str)
async def test_wrong_queries_are_refused_by_parameter(gate: Gate, route: Route) -> None:
    for name, value in wrong_queries(route):
        url, said = f"{route.url()}?{needed(route, name)}{name}={value}", gate.said(route.message)
        problem = await gate.refused(route.method, url, headers=said)
        assert problem.status in {400, 422}
        assert problem.field
        assert problem.field.partition("[")[0] == name


@pytest.mark.parametrize("route", ALL, ids=str)
async def test_queries_with_a_name_that_nobody_knows_are_refused(gate: Gate, route: Route) -> None:
    url, said = f"{route.url()}?{needed(route)}colection=x", gate.said(route.message)
    problem = await gate.refused(route.method, url, headers=said)
    assert (problem.status, problem.field) == (400, "colection")


@pytest.mark.parametrize("route", [one for one in ALL if one.named], ids=str)
async def test_what_names_nothing_is_not_found(gate: Gate, route: Route) -> None:
    for part in route.named:
        name = part.strip("{}").partition(":")[0]
        for id in (NOBODY, *NO_IDS):
            body = gate.fitting(route) if route.body else None
            url, said = route.url(**{name: id}), gate.said(route.message)
            problem = await gate.refused(route.method, url, json=body, headers=said)
            assert problem.status == 404, (name, id)


async def test_credentials_that_open_nothing_are_refused(gate: Gate) -> None:
    for credential in BAD_CREDENTIALS:
        for method, url in (("GET", "/v1/me"), ("POST", "/v1/collections")):
            problem = await gate.refused(method, url, headers={"Authorization": credential})
            assert problem.status == 401, credential


@pytest.mark.parametrize("route", [one for one in ALL if one.method == "GET"], ids=str)
async def test_positions_that_are_none_are_refused(gate: Gate, route: Route) -> None:
    for position in BAD_POSITIONS:
        url = f"{route.url()}?{needed(route)}"
        said = {"Aurora-Position": position, **gate.said(route.message)}
        problem = await gate.refused("GET", url, headers=said)
        assert (problem.status, problem.field) == (422, "Aurora-Position"), position


@pytest.mark.parametrize("route", [one for one in ALL if one.commands], ids=str)
async def test_keys_that_are_none_are_refused(gate: Gate, route: Route) -> None:
    for key in BAD_KEYS:
        body = gate.fitting(route) if route.body else None
        said = {"Idempotency-Key": key, **gate.said(route.message)}
        problem = await gate.refused(route.method, route.url(), json=body, headers=said)
        assert (problem.status, problem.field) == (422, "Idempotency-Key"), key


async def test_methods_that_a_path_does_not_know_are_not_allowed(gate: Gate) -> None:
    known: dict[str, set[str]] = {}
    for route in ALL:
        known.setdefault(route.url(), set()).add(route.method)
    for url, methods in known.items():
        for method in {*map(str, HTTPMethod)} - methods - {"HEAD", "OPTIONS", "CONNECT"}:
            assert (await gate.refused(method, url)).status == 405


async def test_unknown_paths_are_not_found(gate: Gate) -> None:
    for path in UNKNOWN_PATHS:
        assert (await gate.refused("GET", path)).status == 404, path


async def test_a_request_id_of_the_callers_is_kept_even_where_nothing_is(gate: Gate) -> None:
    problem = await gate.refused("GET", "/nothing", headers={"X-Request-ID": "mine"})
    assert problem.request_id == "mine"


async def test_what_fits_is_taken_all_the_same(open_gate: Gate) -> None:
    assert {route.body for route in TAKING} >= {StartCrawl, IngestDocument, Bootstrap, Login}
    for route in sorted(TAKING, key=lambda route: LAST.get(route.body, 0)):
        url = route.url(**open_gate.parts)
        if route.message in PERSONAL and route.body not in LAST:
            await open_gate.sign_in()
        body, said = await open_gate.given(route), open_gate.said(route.message)
        answer = await open_gate.aurora.http.request(route.method, url, json=body, headers=said)
        if route.body in REACHING_OUT:
            assert (answer.status_code, answer.json()["field"]) == (422, "url")
            assert "nowhere.invalid" in answer.json()["detail"]
        elif route.body in CODED:
            assert answer.status_code in {409, 422}, (str(route), answer.text)
        else:
            assert answer.is_success, (str(route), answer.text)


async def test_a_form_that_fits_is_taken(open_gate: Gate) -> None:
    answer = await open_gate.aurora.http.post(
        "/v1/documents",
        data={"collection_id": open_gate.parts["collection_id"]},
        files={"file": ("rivers.txt", b"The Amazon is a river.")},
    )
    seen = {"Aurora-Position": answer.headers["Aurora-Position"]}
    told = await open_gate.aurora.http.get(f"{answer.headers['Location']}?wait=60", headers=seen)
    assert (answer.status_code, told.json()["status"]) == (202, "read")

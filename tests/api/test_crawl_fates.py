"""The fates of a crawl's URLs over HTTP: counted, listed and exported."""

import csv
from collections.abc import AsyncIterator
from io import StringIO
from typing import Any
from uuid import UUID

import msgspec
import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.expedition import SITE, Expedition, page
from tests.people import EDITOR, STRANGER

from aurora.api import crawl_fates, perception
from aurora.api.fate_export import COLUMNS, ExportFormat, exported
from aurora.domains.perception.page import page_id
from aurora.queries.perception.fates import Fate, UrlFate
from aurora.queries.perception.list_fates import Fates

WANTED = {
    "": ("captured", None),
    "a": ("captured", None),
    "gone": ("failed", "status"),
    "old": ("skipped", "redirect"),
    "no": ("excluded", "exclude: ^/no"),
    "deep": ("left", "depth"),
}


@pytest.fixture
def expedition() -> Expedition:
    pages = dict(
        [
            page("", "a", "gone", "old", "no"),
            page("a", "deep"),
            page("old", answers_as="a"),
        ]
    )
    return Expedition(pages, handlers=(authenticate,))


@pytest.fixture
async def client(expedition: Expedition) -> AsyncIterator[Client]:
    async with served(expedition.bus, (*perception.ROUTES, *crawl_fates.ROUTES)) as client:
        yield client


@pytest.fixture
async def where(expedition: Expedition) -> str:
    id = await expedition.crawl(depth=1, exclude=("^/no",))
    return f"/v1/crawls/{id}"


async def asked(client: Client, where: str, **params: Any) -> Any:
    answer = await client.get(where, params=params, headers=as_(EDITOR))
    assert answer.status_code == 200, answer.text
    return answer.json()


def short(items: list[dict[str, Any]]) -> dict[str, tuple[str, str | None]]:
    return {one["url"].removeprefix(SITE): (one["outcome"], one["reason"]) for one in items}


async def test_every_url_is_listed_with_its_fate(client: Client, where: str) -> None:
    found = await asked(client, f"{where}/urls")

    assert short(found["items"]) == WANTED
    assert found["next"] is None
    moved = next(one for one in found["items"] if one["reason"] == "redirect")
    assert (moved["same_as"], moved["host"], moved["tries"]) == (SITE + "a", "site.example", 1)


async def test_the_list_is_read_part_by_part(client: Client, where: str) -> None:
    items, cursor = [], None
    while True:
        params = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        part = await asked(client, f"{where}/urls", **params)
        items += part["items"]
        cursor = part["next"]
        if cursor is None:
            break

    assert len(items) == len(WANTED)
    assert short(items) == WANTED


@pytest.mark.parametrize(
    ("params", "paths"),
    [
        ({"outcome": "captured"}, {"", "a"}),
        ({"outcome": "excluded"}, {"no"}),
        ({"reason": "status"}, {"gone"}),
        ({"reason": "depth"}, {"deep"}),
        ({"reason": "exclude: ^/no"}, {"no"}),
        ({"outcome": "captured", "reason": "status"}, set()),
        ({"reason": "nonsense"}, set()),
        ({"host": "site.example", "outcome": "failed"}, {"gone"}),
        ({"host": "site.example", "reason": "redirect"}, {"old"}),
        ({"host": "elsewhere.example"}, set()),
        ({"prefix": SITE + "g"}, {"gone"}),
        ({"url": "HTTPS://Site.example:443/deep#there"}, {"deep"}),
        ({"url": SITE + "gone"}, {"gone"}),
        ({"url": SITE + "no"}, {"no"}),
        ({"url": SITE + "nowhere"}, set()),
    ],
)
async def test_the_list_can_be_narrowed(
    client: Client, where: str, params: dict[str, str], paths: set[str]
) -> None:
    found = await asked(client, f"{where}/urls", **params)

    assert short(found["items"]).keys() == paths


@pytest.mark.parametrize(
    "cursor",
    ["", "x", "captured:x", "left:x", "left:1.x.h", f"left:{'9' * 40}.1.h", "waiting:²..h"],
)
async def test_a_made_up_cursor_is_refused(client: Client, where: str, cursor: str) -> None:
    answer = await client.get(f"{where}/urls", params={"cursor": cursor}, headers=as_(EDITOR))

    assert (answer.status_code, answer.json()["field"]) == (422, "cursor")


async def test_the_crawl_counts_what_the_list_shows(client: Client, where: str) -> None:
    crawl = await asked(client, where)

    assert {name: crawl[name] for name in ("captured", "skipped", "failed", "left")} == {
        "captured": 2,
        "skipped": 1,
        "failed": 1,
        "left": 1,
    }
    assert (crawl["known"], crawl["excluded"], crawl["waiting"]) == (5, 1, 0)
    assert crawl["by_reason"] == {"status": 1, "redirect": 1, "depth": 1, "exclude: ^/no": 1}
    assert crawl["activity"] is None


async def test_hosts_are_listed(client: Client, where: str) -> None:
    found = await asked(client, f"{where}/hosts")

    (host,) = found["items"]
    assert (host["host"], host["state"], host["waiting"]) == ("site.example", "done", 0)
    assert (host["captured"], host["skipped"], host["failed"]) == (2, 1, 1)
    assert (host["given_up"], found["next"]) == (False, None)
    assert (await asked(client, f"{where}/hosts", limit=1))["next"] == "site.example"


async def test_it_is_exported_as_json_lines(client: Client, where: str) -> None:
    answer = await client.get(f"{where}/export", headers=as_(EDITOR))

    lines = [msgspec.json.decode(line, type=UrlFate) for line in answer.text.splitlines()]
    assert {one.url.removeprefix(SITE): (str(one.outcome), one.reason) for one in lines} == WANTED
    assert answer.headers["Content-Type"] == "application/x-ndjson"
    assert answer.headers["Content-Disposition"].endswith('.ndjson"')


async def test_it_is_exported_as_csv(client: Client, where: str) -> None:
    answer = await client.get(f"{where}/export?format=csv&outcome=failed", headers=as_(EDITOR))

    (row,) = csv.DictReader(StringIO(answer.text))
    assert (row["url"], row["reason"], row["status"]) == (SITE + "gone", "status", "404")
    assert tuple(row) == COLUMNS
    assert answer.headers["Content-Type"].startswith("text/csv")


@pytest.mark.parametrize("path", ["urls", "hosts", "export"])
async def test_somebody_elses_crawl_is_missing(client: Client, where: str, path: str) -> None:
    theirs = await client.get(f"{where}/{path}", headers=as_(STRANGER))

    assert theirs.status_code == 404
    assert (await client.get(f"{where}/{path}")).status_code == 401


async def written(*fates: UrlFate) -> list[dict[str, str]]:
    async def parts() -> AsyncIterator[Fates]:
        for one in fates:
            yield Fates(items=[one], next=None)

    text = b"".join([part async for part in exported(parts(), ExportFormat.CSV)]).decode()
    return list(csv.DictReader(StringIO(text, newline="")))


def fate(title: str) -> UrlFate:
    return UrlFate(
        id=page_id(UUID(int=1), SITE), url=SITE, outcome=Fate.CAPTURED, title=title, depth=-1
    )


@pytest.mark.parametrize("title", ['a "b", c', "two\nlines", "ação", "a;b\tc", " =1"])
async def test_csv_keeps_every_text(title: str) -> None:
    (row,) = await written(fate(title))

    assert (row["title"], row["depth"], row["reason"]) == (title, "-1", "")


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
async def test_a_strangers_text_is_no_formula(title: str) -> None:
    (row,) = await written(fate(title))

    assert row["title"] == f"'{title}"


async def test_a_long_export_is_given_part_by_part() -> None:
    given = 0

    async def parts() -> AsyncIterator[Fates]:
        nonlocal given
        for _ in range(3):
            given += 1
            yield Fates(items=[fate("x")], next="more")

    following = exported(parts(), ExportFormat.NDJSON)
    await anext(following)
    assert given == 1

"""What came into being a moment ago is waited for, and nothing else is."""

import asyncio
from collections.abc import AsyncIterator, Callable
from uuid import UUID, uuid4

import pytest
from tests.api.reception import Client, as_, authenticate, served
from tests.api.uploading import ROUTES, send
from tests.library import Library
from tests.people import EDITOR, STRANGER
from uuid_utils.compat import uuid7

from aurora.api import youth
from aurora.commands.knowledge.content import Ingested
from aurora.commands.knowledge.create_collection import CreateCollection
from aurora.domains.errors import NotFound
from aurora.infrastructure.system import SystemIds
from aurora.queries.knowledge.get_document import GetDocument
from aurora.queries.knowledge.get_upload import GetUpload

NOW = 1_800_000_000.0


@pytest.fixture
def library() -> Library:
    return Library(ids=SystemIds(), handlers=(authenticate,))


@pytest.fixture
async def client(library: Library) -> AsyncIterator[Client]:
    async with served(library.bus, ROUTES, blobs=library.blobs) as client:
        yield client


@pytest.fixture
def late(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the views follow only while somebody waits for them."""

    async def follow(_: float) -> None:
        await library.settle()

    monkeypatch.setattr(youth, "sleep", follow)
    monkeypatch.setattr(youth, "YOUNG_SECONDS", 60.0)


@pytest.mark.usefixtures("late")
async def test_who_looks_where_the_answer_points_sees_what_is_there(
    library: Library, client: Client
) -> None:
    sent = await send(client, await library.found())
    told = await client.get(sent.headers["Location"], headers=as_(EDITOR))
    assert (told.status_code, told.json()["id"]) == (200, sent.json()["id"])


@pytest.mark.usefixtures("late")
async def test_a_document_whose_url_is_its_identity_is_seen_as_well(
    library: Library, client: Client
) -> None:
    page = {"content": "The Amazon.", "source_url": "https://example.org/amazon"}
    body = {"collection_id": str(await library.found()), **page}
    made = await client.post("/v1/documents", json=body, headers=as_(EDITOR))
    told = await client.get(made.headers["Location"], headers=as_(EDITOR))
    assert (told.status_code, told.json()["source_url"]) == (200, page["source_url"])


async def test_what_was_told_is_young_for_as_long_as_anything(pauses: list[float]) -> None:
    patience, made = youth.Patience(), Ingested(document_id=uuid4(), version=1, changed=True)
    for later, again in ((0.0, True), (youth.YOUNG_SECONDS, False)):
        patience.told(made)
        pauses.append(later)
        looks, query = Looks(), GetDocument(document_id=made.document_id)
        with pytest.raises(NotFound):
            await patience.once_seen(query, EDITOR.id, looks)
        assert (looks.number > 1) is again


@pytest.mark.usefixtures("late")
async def test_a_collection_that_was_just_made_is_seen_as_well(
    library: Library, client: Client
) -> None:
    id = await library.bus.send(CreateCollection(name="Rivers"), EDITOR)
    told = await client.get(f"/v1/uploads?collection_id={id}", headers=as_(EDITOR))
    assert (told.status_code, told.json()["items"]) == (200, [])


async def test_what_is_not_the_callers_to_see_stays_missing(
    library: Library, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(youth, "YOUNG_SECONDS", 0.05)
    sent = await send(client, await library.found())
    await library.settle()
    told = await client.get(sent.headers["Location"], headers=as_(STRANGER))
    assert told.status_code == 404


class Looks:
    """Counts how often something is looked for that is never there."""

    def __init__(self) -> None:
        self.number = 0

    async def __call__(self) -> None:
        self.number += 1
        raise NotFound("nothing")


def of_another_time(seconds: float) -> UUID:
    when = int((NOW + seconds) * 1000)
    return UUID(int=uuid7().int % (1 << 80) + (when << 80))


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Let time pass at each pause alone, and note them."""
    made = [0.0]

    async def pass_by(seconds: float) -> None:
        made.append(seconds)
        await asyncio.sleep(0)

    monkeypatch.setattr(youth, "sleep", pass_by)
    monkeypatch.setattr(youth, "monotonic", lambda: sum(made))
    monkeypatch.setattr(youth, "time", lambda: NOW)
    return made


@pytest.mark.parametrize(
    ("made", "again"),
    [
        (lambda: of_another_time(-3_600), False),
        (lambda: of_another_time(3_600), False),
        (uuid4, False),
        (lambda: UUID(int=0), False),
        (lambda: of_another_time(0), True),
    ],
)
async def test_only_what_is_young_is_looked_for_again_and_not_for_long(
    made: Callable[[], UUID], again: bool, pauses: list[float]
) -> None:
    looks = Looks()
    with pytest.raises(NotFound):
        await youth.Patience().once_seen(GetUpload(upload_id=made()), EDITOR.id, looks)
    assert (looks.number > 1) is again
    assert looks.number == len(pauses) < 16
    assert sum(pauses) < youth.YOUNG_SECONDS + youth.LONGEST_PAUSE


async def test_one_caller_has_few_requests_wait_and_keeps_nobody_else_from_it(
    pauses: list[float],
) -> None:
    patience, query = youth.Patience(), GetUpload(upload_id=of_another_time(0))

    async def number_of_looks(by: UUID) -> int:
        looks = Looks()
        with pytest.raises(NotFound):
            await patience.once_seen(query, by, looks)
        return looks.number

    many = [number_of_looks(EDITOR.id) for _ in range(youth.AT_ONCE + 5)]
    *looks, other = await asyncio.gather(*many, number_of_looks(STRANGER.id))
    assert [number > 1 for number in looks] == [True] * youth.AT_ONCE + [False] * 5
    assert other > 1
    pauses.clear()
    assert await number_of_looks(EDITOR.id) > 1


async def test_who_says_what_it_has_seen_is_told_at_once(
    client: Client, pauses: list[float]
) -> None:
    where, seen = f"/v1/uploads/{of_another_time(0)}", {"Aurora-Position": "1.1"}
    told = await client.get(where, headers=as_(EDITOR, **seen))
    assert (told.status_code, pauses) == (404, [0.0])
    told = await client.get(where, headers=as_(EDITOR))
    assert (told.status_code, len(pauses) > 1) == (404, True)


async def test_nobody_in_particular_is_refused_at_once(client: Client, pauses: list[float]) -> None:
    told = await client.get(f"/v1/uploads/{of_another_time(0)}")
    assert (told.status_code, pauses) == (401, [0.0])

"""What the AuroraRouter refuses, what it keeps of a wish, and wishes under a key."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import msgspec
import pytest
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER, person
from tests.switchboard import Switchboard

from aurora.bus import KeyReused
from aurora.domains.errors import Forbidden, Invalid, NotFound, Unavailable
from aurora.domains.event import START
from aurora.domains.knowledge.types import Vector
from aurora.domains.principal import Permission
from aurora.domains.routing.types import Capability, Missing, Outcome
from aurora.infrastructure.memory.models import MemoryEmbedder

VAGUE = "that is wrong"


@pytest.mark.parametrize("text", ["https://rivers.example/", "remember: the river rose"])
async def test_nobody_gets_further_through_the_router_than_without_it(text: str) -> None:
    board = Switchboard()
    home = await board.found("Rivers")
    for collection in (None, home):
        routed = await board.route(text, VIEWER, collection_id=collection)
        assert isinstance(routed.failure, Forbidden)
        assert "this needs the permission" in str(routed.failure)
        account = board.decision(routed).account
        assert account.outcome is Outcome.FAILED
        assert (account.steps[-1].name, account.steps[-1].failure) == ("run", "Forbidden")
    assert board.count("crawl") == board.count("document") == 0


@pytest.mark.parametrize("text", ["https://rivers.example/", "remember: it rose", "find rivers"])
async def test_somebody_elses_collection_is_a_missing_one(text: str) -> None:
    board = Switchboard()
    home = await board.found("Rivers")
    routed = await board.route(text, STRANGER, collection_id=home)
    assert isinstance(routed.failure, NotFound)
    assert board.count("crawl") == board.count("document") == 0


async def test_without_the_permission_to_route_nothing_happens() -> None:
    board = Switchboard()
    writer = person(9, "Wil", EDITOR.permissions - {Permission.ROUTE})
    await board.found("Rivers", by=writer)
    before = len(board.record.log)
    with pytest.raises(Forbidden, match="route"):
        await board.route("https://rivers.example/", writer)
    assert len(board.record.log) == before


async def test_those_who_manage_collections_write_anywhere() -> None:
    board = Switchboard()
    home = await board.found("Rivers")
    await board.route("https://rivers.example/", ADMIN)
    assert board.crawls()[0].plan.collection_id == home


async def test_no_event_and_no_view_holds_the_text() -> None:
    board = Switchboard()
    await board.found("Rivers")
    texts = ["find Cassandra", "what did Cassandra say?", "Cassandra qwfp", "read cassandra.org"]
    for text in texts:
        decision = board.decision(await board.route(text))
        assert b"assandra" not in msgspec.json.encode(decision)
    events = [one for one in board.record.log if one.type.startswith("routing.")]
    assert len(events) == len(texts)
    assert b"assandra" not in msgspec.json.encode(events)


async def test_a_wish_repeated_under_its_key_is_done_once() -> None:
    board = Switchboard()
    await board.found("Rivers")
    first = await board.route("remember: the river rose", key="k")
    again = await board.route("remember: the river rose", key="k")
    assert again.decision_id == first.decision_id
    assert again.result == first.result
    assert START < again.position <= first.position
    assert board.count("document") == board.count("decision") == 1
    assert board.decision(first).version == 1


async def test_another_wish_under_the_same_key_is_refused_before_anything_is_done() -> None:
    board = Switchboard()
    await board.found("Rivers")
    await board.route("find rivers", key="k")
    with pytest.raises(KeyReused):
        await board.route("remember: the river rose", key="k")
    assert board.count("document") == 0


async def test_a_wish_that_was_asked_back_may_succeed_under_the_same_key() -> None:
    board = Switchboard()
    first = await board.route("remember: the river rose", key="k")
    assert first.missing is Missing.COLLECTION
    await board.found("Rivers")
    again = await board.route("remember: the river rose", key="k")
    assert again.decision_id == first.decision_id
    assert board.decision(again).account.outcome is Outcome.DONE


async def test_the_position_covers_effect_and_decision() -> None:
    board = Switchboard()
    await board.found("Rivers")
    routed = await board.route("remember: the river rose")
    decided = next(one for one in board.record.log if one.aggregate_id == routed.decision_id)
    assert routed.position == decided.at
    assert routed.position > START


class Absent(MemoryEmbedder):
    """A model that is not there yet."""

    async def questions(self, texts: Sequence[str]) -> Sequence[Vector]:  # noqa: ARG002
        """Refuse."""
        raise Unavailable("the model is being built")


async def test_without_a_model_the_rules_still_work_and_the_rest_is_not_now() -> None:
    board = Switchboard(embedder=Absent())
    assert (await board.route("find rivers")).chosen is Capability.SEARCH
    routed = await board.route(VAGUE)
    assert isinstance(routed.failure, Unavailable)
    assert board.decision(routed).account.steps[-1].failure == "Unavailable"


@pytest.mark.parametrize(
    ("text", "language", "field"),
    [
        (" \n", None, "text"),
        ("a\0b", None, "text"),
        ("a" * 50_001, None, "text"),
        ("find it", "english please", "language"),
    ],
)
async def test_what_cannot_be_read_is_refused(text: str, language: str | None, field: str) -> None:
    board = Switchboard()
    with pytest.raises(Invalid) as refusal:
        await board.route(text, language=language)
    assert refusal.value.field == field
    assert board.count("decision") == 0


async def test_an_unknown_collection_is_told_and_recorded() -> None:
    board = Switchboard()
    routed = await board.route("remember: it rose", collection_id=uuid4())
    assert isinstance(routed.failure, NotFound)
    assert board.decision(routed).account.effect_id is None
    assert isinstance(routed.decision_id, UUID)

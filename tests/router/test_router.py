"""The AuroraRouter, from a wish to its decision."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import msgspec
import pytest
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER, person
from tests.switchboard import Switchboard

from aurora.bus import KeyReused
from aurora.commands.knowledge.content import Ingested
from aurora.commands.knowledge.grant_access import GrantAccess
from aurora.domains.errors import Forbidden, Invalid, NotFound, Unavailable
from aurora.domains.event import START
from aurora.domains.knowledge.types import Role, Vector
from aurora.domains.perception.types import Scope
from aurora.domains.principal import Permission
from aurora.domains.routing.types import Capability, Missing, Outcome
from aurora.infrastructure.memory.models import MemoryEmbedder
from aurora.queries.knowledge.answer_question import Answer
from aurora.queries.knowledge.search import SearchResults
from aurora.router.routed import CrawlBegun

SAID = "The Amazon is the largest river of the world by discharge of water."
VAGUE = "that is wrong"


async def test_a_search_finds_what_is_kept() -> None:
    board = Switchboard()
    await board.keep(await board.found("Rivers"), SAID)
    routed = await board.route("please find passages about the Amazon river")
    assert routed.chosen is Capability.SEARCH
    assert isinstance(routed.result, SearchResults)
    assert [hit.text for hit in routed.result.hits] == [SAID]


async def test_a_question_is_answered() -> None:
    board = Switchboard()
    await board.keep(await board.found("Rivers"), SAID)
    routed = await board.route("Which river is the largest of the world?")
    assert routed.chosen is Capability.ANSWER
    assert isinstance(routed.result, Answer)


async def test_reading_stays_within_the_named_collection() -> None:
    board = Switchboard()
    await board.keep(await board.found("Rivers"), SAID)
    empty = await board.found("Empty")
    routed = await board.route("find Amazon", collection_id=empty)
    assert isinstance(routed.result, SearchResults)
    assert not routed.result.hits


async def test_a_text_is_remembered_in_the_only_collection() -> None:
    board = Switchboard()
    home = await board.found("Rivers")
    routed = await board.route("remember: " + SAID)
    assert routed.chosen is Capability.REMEMBER
    assert isinstance(routed.result, Ingested)
    found = await board.route("find Amazon", collection_id=home)
    assert isinstance(found.result, SearchResults)
    assert [hit.document_id for hit in found.result.hits] == [routed.result.document_id]
    assert board.decision(routed).account.effect_id == routed.result.document_id


async def test_a_site_is_perceived_into_the_collection() -> None:
    board = Switchboard()
    home = await board.found("Rivers")
    routed = await board.route("crawl https://rivers.example/amazon/")
    assert isinstance(routed.result, CrawlBegun)
    (crawl,) = board.crawls()
    assert crawl.id == routed.result.crawl_id
    assert crawl.plan.start_urls == ("https://rivers.example/amazon/",)
    assert (crawl.plan.scope, crawl.plan.depth) == (Scope.PREFIX, 3)
    assert crawl.plan.collection_id == home


async def test_a_single_page_is_perceived_without_what_it_leads_to() -> None:
    board = Switchboard()
    await board.found("Rivers")
    await board.route("read https://rivers.example/amazon.html and keep it")
    (crawl,) = board.crawls()
    assert (crawl.plan.depth, crawl.plan.page_limit) == (0, 1)


async def test_among_several_collections_the_default_one_is_meant() -> None:
    board = Switchboard()
    await board.found("Rivers")
    home = await board.found("Default")
    await board.route("https://rivers.example/")
    assert board.crawls()[0].plan.collection_id == home


async def test_among_several_collections_it_asks_which_one() -> None:
    board = Switchboard()
    await board.found("Rivers")
    await board.found("Lakes")
    routed = await board.route("lembre: o rio subiu", language="pt-BR")
    assert (routed.chosen, routed.result) == (Capability.REMEMBER, None)
    assert routed.missing is Missing.COLLECTION
    assert routed.question == "Para qual coleção deve ir: Rivers, Lakes?"
    assert board.count("document") == 0
    assert board.decision(routed).account.outcome is Outcome.ASKED_BACK


async def test_without_a_collection_to_write_to_it_asks_for_one() -> None:
    board = Switchboard()
    await board.found("Rivers", by=STRANGER)
    routed = await board.route("remember: the river rose")
    assert routed.missing is Missing.COLLECTION
    assert routed.question
    assert "Rivers" not in routed.question


async def test_a_collection_that_one_may_only_read_is_no_home() -> None:
    board = Switchboard()
    lent = await board.found("Lent", by=STRANGER)
    grant = GrantAccess(collection_id=lent, principal_id=EDITOR.id, role=Role.READER)
    await board.bus.send(grant, STRANGER)
    own = await board.found("Own")
    await board.route("https://rivers.example/")
    assert board.crawls()[0].plan.collection_id == own
    refused = await board.route("https://rivers.example/", collection_id=lent)
    assert isinstance(refused.failure, Forbidden)


async def test_more_collections_than_fit_on_a_page_are_all_looked_at(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("aurora.router.home.PAGE", 2)
    board = Switchboard()
    for name in ("a", "b", "c", "d"):
        await board.found(name)
    home = await board.found("default")
    await board.route("https://rivers.example/")
    assert board.crawls()[0].plan.collection_id == home


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        (VAGUE, Missing.INTENT),
        ("remember:", Missing.TEXT),
        ("search for", Missing.TEXT),
        ("?", Missing.TEXT),
    ],
)
async def test_where_something_is_missing_it_asks_and_does_nothing(
    text: str, missing: Missing
) -> None:
    board = Switchboard()
    await board.found("Rivers")
    routed = await board.route(text)
    assert (routed.missing, routed.result, routed.failure) == (missing, None, None)
    assert routed.question
    account = board.decision(routed).account
    assert (account.missing, account.outcome) == (missing, Outcome.ASKED_BACK)
    assert not any(step.detail in {"Search", "IngestDocument"} for step in account.steps)


async def test_a_guess_is_refused_with_its_candidates() -> None:
    board = Switchboard()
    routed = await board.route(VAGUE)
    assert routed.chosen is None
    assert {one.capability for one in routed.candidates} == set(Capability)
    account = board.decision(routed).account
    assert account.candidates == routed.candidates
    assert [step.name for step in account.steps] == ["rule", "examples"]
    assert len(account.examples) == 3


@pytest.mark.parametrize(
    ("language", "beginning"), [("en", "What should I do"), ("pt", "O que devo fazer")]
)
async def test_it_asks_back_in_the_language_of_the_user(language: str, beginning: str) -> None:
    routed = await Switchboard().route(VAGUE, language=language)
    assert routed.question
    assert routed.question.startswith(beginning)


async def test_the_language_is_found_out() -> None:
    board = Switchboard()
    await board.found("a")
    await board.found("b")
    routed = await board.route("lembre que o rio não sobe com a chuva de verão")
    assert routed.question
    assert routed.question.startswith("Para qual coleção")
    assert board.decision(routed).language == "pt"


async def test_by_examples_it_does_what_the_wish_is_like() -> None:
    board = Switchboard()
    routed = await board.route("incident reports database outage")
    assert routed.chosen is Capability.SEARCH
    assert "incident reports database outage" in routed.reason
    account = board.decision(routed).account
    assert account.rule is None
    assert account.examples[0].example == "search/en/12"
    assert [step.name for step in account.steps] == ["rule", "examples", "run"]


async def test_what_somebody_says_not_to_do_is_not_done() -> None:
    board = Switchboard()
    await board.found("Rivers")
    texts = ["don't crawl the website of the city council", "não guarde a seguinte ata da reunião"]
    for text in texts:
        routed = await board.route(text)
        assert routed.candidates[0].capability in {Capability.PERCEIVE, Capability.REMEMBER}
        assert (routed.chosen, routed.missing) == (None, Missing.INTENT)
    assert board.count("crawl") == board.count("document") == 0


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

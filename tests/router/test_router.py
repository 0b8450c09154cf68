"""The AuroraRouter, from a wish to its decision."""

import pytest
from tests.people import EDITOR, STRANGER
from tests.switchboard import Switchboard

from aurora.commands.knowledge.content import Ingested
from aurora.commands.knowledge.grant_access import GrantAccess
from aurora.domains.errors import Forbidden
from aurora.domains.knowledge.types import Role
from aurora.domains.perception.types import Scope
from aurora.domains.routing.types import Capability, Missing, Outcome
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

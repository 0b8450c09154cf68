"""The map shows everything that the tables hold."""

from click.testing import CliRunner

from aurora.cli import main
from aurora.cli.cartography import commands_of, contexts, events_of, routes
from aurora.commands.knowledge.ingest_captures import IngestCaptures
from aurora.commands.knowledge.policies import on_page_captured
from aurora.domains.knowledge.events import DocumentDeleted, DocumentIngested, DocumentReread
from aurora.domains.perception.events import EVENTS, PageCaptured, RobotsOverridden
from aurora.queries.knowledge.words_projection import project_words
from aurora.queries.perception.perception_projection import project_perception


def printed() -> str:
    result = CliRunner().invoke(main, ["map"])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_it_is_the_same_each_time() -> None:
    assert printed() == printed()


def test_every_message_event_and_projection_is_on_it() -> None:
    text = printed()
    for context in contexts():
        for message in (*context.commands, *context.queries):
            assert f"`{message.__name__}`" in text
        for projection in context.projections:
            assert f"`{projection.name}`" in text


def test_every_route_says_who_may_use_it() -> None:
    assert [route for route in routes() if not (route.messages or route.open)] == []


def test_contexts_are_those_of_the_domain() -> None:
    names = [context.name for context in contexts()]
    assert names == ["identity", "knowledge", "perception", "routing"]


def test_a_policy_leads_from_its_event_to_its_command() -> None:
    assert events_of(on_page_captured) == [PageCaptured]
    assert commands_of(on_page_captured) == [IngestCaptures]


def test_a_projection_names_the_events_that_it_matches() -> None:
    assert set(events_of(project_words)) == {DocumentIngested, DocumentReread, DocumentDeleted}


def test_events_are_found_in_the_functions_that_a_projection_calls() -> None:
    assert set(events_of(project_perception)) == set(EVENTS) - {RobotsOverridden}

"""`aurora search` and `aurora ask` print what can be checked, and tell nothing from nothing."""

import pytest
from tests.cli.command_line import CommandLine
from tests.cli.waiting import stored
from tests.journeys.living import Living

QUESTION = "How often does the lamp of Kestrel Point turn?"
SENTENCE = "The lamp of Kestrel Point turns every nine seconds."
UNRELATED = "Which proteins regulate insulin secretion in pancreatic islets?"


@pytest.fixture(scope="module")
async def remembered(aurora: Living) -> str:
    text = f"# Kestrel Point\n\nThe tower is white.\n\n{SENTENCE}\n"
    body = {"collection_id": await aurora.collection("lights"), "content": text}
    ingested = await aurora.post("/v1/documents", {**body, "media_type": "text/markdown"})
    await stored(aurora, ingested["document_id"], by_meaning=True)
    return str(ingested["document_id"])


async def test_a_passage_is_printed_with_its_place(cli: CommandLine, remembered: str) -> None:
    result = await cli("search", "lamp of Kestrel Point", "--collection", "lights")
    assert result.exit_code == 0, result.output
    assert SENTENCE in result.stdout
    assert f"{remembered}:1:" in result.stdout
    assert "score" in result.stdout


async def test_search_as_json_is_what_the_api_says(cli: CommandLine, remembered: str) -> None:
    results = await cli.json("search", "lamp", "--collection", "lights", "--limit", "1")
    (hit,) = results["hits"]
    assert (hit["document_id"], results["based_on"]) == (remembered, ["words", "meaning"])


async def test_where_nothing_is_nothing_is_found(cli: CommandLine, aurora: Living) -> None:
    empty = await aurora.collection("empty")
    await aurora.get(f"/v1/collections/{empty}")
    result = await cli("search", "lamp", "--collection", "empty")
    assert (result.exit_code, result.stdout) == (3, ""), result.output


async def test_an_unknown_collection_is_a_failure(cli: CommandLine) -> None:
    result = await cli("search", "lamp", "--collection", "nowhere")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nowhere" in result.stderr


async def test_an_answer_is_printed_with_its_citations(cli: CommandLine, remembered: str) -> None:
    result = await cli("ask", QUESTION, "--collection", "lights")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"{SENTENCE} [1]\n[1] “{SENTENCE}”\n")
    assert f"document {remembered}, version 1, characters" in result.stdout


async def test_a_citation_in_json_stands_in_the_stored_text(
    cli: CommandLine, aurora: Living, remembered: str
) -> None:
    answer = await cli.json("ask", QUESTION, "--collection", "lights")
    cited = answer["citations"][0]
    text = (await aurora.http.get(f"/v1/documents/{remembered}/versions/1/text")).text
    assert text[cited["start"] : cited["end"]] == cited["quotation"]


async def test_an_abstention_has_a_code_of_its_own(cli: CommandLine, remembered: str) -> None:
    result = await cli("ask", UNRELATED, "--collection", "lights")
    answer = await cli.json("ask", UNRELATED, "--collection", "lights", code=3)
    assert remembered
    assert (result.exit_code, result.stdout) == (3, "")
    assert "No answer" in result.stderr
    assert answer["abstained"]


async def test_an_aurora_that_was_named_and_is_down_is_unreachable(stranger: CommandLine) -> None:
    down = CommandLine(stranger.home, {"AURORA_URL": "http://127.0.0.1:1"})
    result = await down("ask", QUESTION)
    assert (result.exit_code, result.stdout) == (4, "")
    assert "http://127.0.0.1:1" in result.stderr


async def test_a_key_that_opens_nothing_is_a_failure(cli: CommandLine) -> None:
    wrong = CommandLine(cli.home, {**cli.environment, "AURORA_KEY": "au_local_nonsense"})
    result = await wrong("search", "lamp")
    assert result.exit_code == 1
    assert "aurora login" in result.stderr

"""`aurora document`, as it is printed and over a whole Aurora."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import msgspec
import pytest
from tests.cli.command_line import CommandLine

from aurora.cli.document import Shown, facts
from aurora.queries.knowledge.list_duplicates import Duplicate
from aurora.queries.knowledge.views import DocumentView, Searchable

FIRST, SECOND = UUID(int=1), UUID(int=2)
THEN = datetime(2026, 11, 1, tzinfo=UTC)
VIEW = DocumentView(
    id=SECOND,
    version=2,
    collection_id=UUID(int=9),
    title="Lamp",
    language="en",
    media_type="text/html",
    source_url="https://a.example/lamp",
    content_version=2,
    text_sha256="",
    characters=1200,
    passages=2,
    embedded=2,
    searchable=Searchable(by_word=True, by_meaning=True),
    ingested_at=THEN,
    position="1.1",
    first_ingested_at=THEN,
    first_position="1.1",
    duplicate_of=FIRST,
    similarity=0.91,
)
LIKE = Duplicate(
    document_id=FIRST, title="The lamp", source_url=None, similarity=0.91, first_ingested_at=THEN
)


def test_a_document_says_what_it_is_and_what_it_is_like() -> None:
    said = facts(
        Shown(document=VIEW, duplicates=[LIKE, msgspec.structs.replace(LIKE, similarity=1.0)])
    )
    assert said == [
        "https://a.example/lamp",
        "version 2, text/html, en, 1,200 characters, 2 passages",
        f"searches show {FIRST}, which came first, in its place",
        f"91% alike: {FIRST} The lamp",
        f"the same text: {FIRST} The lamp",
    ]


async def test_a_document_is_shown_in_every_form(cli: CommandLine, tmp_path: Path) -> None:
    file = tmp_path / "lamp.md"
    file.write_text("# Lamp\n\nThe lamp [turns](https://a.example/) **fast**.\n", "utf-8")
    (fate,) = await cli.json("ingest", str(file), "--collection", "Forms")
    id = fate["document_id"]

    plain = await cli("document", id, "--format", "plain")
    assert plain.stdout == "Lamp\n\nThe lamp turns fast.\n"
    whole = msgspec.json.decode((await cli("document", id, "--format", "json")).stdout)
    assert whole["markdown"] == "# Lamp\n\nThe lamp [turns](https://a.example/) **fast**."
    first = await cli("document", id, "--format", "text", "--version", "1")
    assert first.stdout.strip() == file.read_text("utf-8").strip()
    shown = await cli.json("document", id)
    assert (shown["document"]["title"], shown["duplicates"]) == ("Lamp", [])


async def test_a_version_is_asked_for_with_a_format(cli: CommandLine) -> None:
    refused = await cli("document", str(FIRST), "--version", "2")
    assert refused.exit_code == 2
    assert "--version goes with --format" in refused.output


@pytest.mark.parametrize("form", ["text", "json"])
async def test_either_the_text_is_printed_or_one_json_document(cli: CommandLine, form: str) -> None:
    refused = await cli("document", str(FIRST), "--format", form, "--json")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "one of them" in refused.output

"""`aurora ingest` makes documents of files, and new versions of changed ones."""

import asyncio
from pathlib import Path
from uuid import uuid4

import pytest
from tests.cli.command_line import CommandLine
from tests.cli.waiting import stored
from tests.journeys.living import Living

LAMP = "# The lamp\n\nThe lamp turns every nine seconds.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lamp.md"
    path.write_text(LAMP)
    return path


async def test_a_file_is_new_then_unchanged_then_a_new_version(
    cli: CommandLine, file: Path
) -> None:
    outcomes = [await cli.json("ingest", str(file)), await cli.json("ingest", str(file))]
    await asyncio.to_thread(file.write_text, LAMP.replace("nine", "ten"))
    outcomes.append(await cli.json("ingest", str(file)))
    assert [(one["outcome"], one["version"]) for (one,) in outcomes] == [
        ("new", 1),
        ("unchanged", 1),
        ("new version", 2),
    ]


async def test_the_same_file_is_another_document_in_another_collection(
    cli: CommandLine, file: Path
) -> None:
    (one,) = await cli.json("ingest", str(file), "--collection", "here")
    (other,) = await cli.json("ingest", str(file), "--collection", "there")
    assert one["outcome"] == other["outcome"] == "new"
    assert one["document_id"] != other["document_id"]


async def test_a_file_whose_document_was_deleted_comes_back(
    cli: CommandLine, file: Path, aurora: Living
) -> None:
    (fate,) = await cli.json("ingest", str(file))
    await aurora.http.delete(f"/v1/documents/{fate['document_id']}")
    (second,) = await cli.json("ingest", str(file))
    assert (second["outcome"], second["version"]) == ("new version", 2)
    assert second["document_id"] == fate["document_id"]


async def test_a_file_whose_document_is_not_known_any_more_is_new(
    cli: CommandLine, file: Path
) -> None:
    (fate,) = await cli.json("ingest", str(file))
    ledger = cli.home / "state" / "aurora" / "ingested.json"
    known = await asyncio.to_thread(ledger.read_text)
    await asyncio.to_thread(ledger.write_text, known.replace(fate["document_id"], str(uuid4())))
    (second,) = await cli.json("ingest", str(file))
    assert (second["outcome"], second["version"]) == ("new", 1)


async def test_each_file_gets_a_line_and_a_refused_one_its_reason(
    cli: CommandLine, file: Path, tmp_path: Path
) -> None:
    binary, empty = tmp_path / "binary.txt", tmp_path / "empty.md"
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0")
    empty.write_text(" \n")
    result = await cli("ingest", str(file), str(binary), str(empty))
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith(f"{file}: new (")
    assert lines[1] == f"{binary}: refused: this is no text"
    assert lines[2] == f"{empty}: refused: there is no text in it"


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.md", "# Title\n\nText.", "text/markdown"),
        ("a.html", "<html><body><p>Some text here.</p></body></html>", "text/html"),
        ("a", "<!DOCTYPE html><title>T</title><p>Some text here.", "text/html"),
        ("a.txt", "Some text here.", "text/plain"),
    ],
)
async def test_the_kind_of_a_file_is_known_by_suffix_or_content(
    cli: CommandLine, aurora: Living, tmp_path: Path, name: str, content: str, media_type: str
) -> None:
    (tmp_path / name).write_text(content)
    (fate,) = await cli.json("ingest", str(tmp_path / name), "--collection", "kinds")
    document = await stored(aurora, fate["document_id"])
    assert document["media_type"] == media_type


async def test_a_plain_text_is_called_like_its_file(
    cli: CommandLine, aurora: Living, tmp_path: Path
) -> None:
    (tmp_path / "minutes of may.txt").write_bytes("A reunião foi adiada.".encode("latin-1"))
    (fate,) = await cli.json("ingest", str(tmp_path / "minutes of may.txt"))
    document = await stored(aurora, fate["document_id"])
    assert document["title"] == "minutes of may"


async def test_standard_input_is_a_document_each_time(cli: CommandLine) -> None:
    for _ in range(2):
        result = await cli("ingest", "-", stdin="Said on standard input.")
        assert result.stdout.startswith("-: new (")


async def test_a_file_that_is_not_there_is_a_wrong_use(cli: CommandLine, tmp_path: Path) -> None:
    assert (await cli("ingest", str(tmp_path / "none.md"))).exit_code == 2

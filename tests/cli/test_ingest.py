"""`aurora ingest` makes documents of files, and new versions of changed ones."""

import asyncio
import os
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import msgspec
import pytest
from tests.cli.command_line import CommandLine
from tests.cli.waiting import stored
from tests.journeys.living import Living
from tests.written.pdfs import report

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
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
    url = f"/v1/documents/{fate['document_id']}"
    deleted = await aurora.http.delete(url)
    await aurora.http.get(url, headers={"Aurora-Position": deleted.headers["Aurora-Position"]})
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
    picture, blank, empty = (tmp_path / name for name in ("picture.txt", "blank.md", "empty.md"))
    picture.write_bytes(b"GIF89a" + bytes(50))
    blank.write_text(" \n")
    empty.touch()
    result = await cli("ingest", *map(str, (file, picture, blank, empty)))
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith(f"{file}: new (")
    assert lines[1] == f"{picture}: refused: image/gif is never read"
    assert lines[2].startswith(f"{blank}: refused: ")
    assert lines[3] == f"{empty}: refused: the file is empty"
    assert result.stderr.endswith("4 files: 1 new, 3 refused.\n")


async def test_what_is_named_and_cannot_be_read_is_refused(
    cli: CommandLine, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "broken").symlink_to("nowhere")
    paths = [str(tmp_path / name) for name in ("pipe", "broken", "x" * 300)]
    fates = await cli.json("ingest", *paths, code=1)
    assert [(one["file"], one["outcome"], one["reason"]) for one in fates] == [
        (paths[0], "refused", "no regular file"),
        (paths[1], "refused", "No such file or directory"),
        (paths[2], "refused", "File name too long"),
    ]


async def test_a_folder_without_files_to_read_says_so(cli: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "lamps"
    folder.mkdir()
    result = await cli("ingest", str(folder))
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.endswith("There is no file to read.\n")
    (folder / "lamp.md").write_text(LAMP)
    result = await cli("ingest", str(folder), "--include", "*.pdf")
    assert result.stderr.endswith("1 file: 1 left out by patterns.\n")


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


@pytest.mark.parametrize("path", ["none.md", "none/*.md"])
async def test_a_path_that_is_none_is_a_wrong_use(
    cli: CommandLine, tmp_path: Path, path: str
) -> None:
    assert (await cli("ingest", str(tmp_path / path))).exit_code == 2


async def test_a_folder_is_brought_in_whole_but_for_what_is_left_aside(
    cli: CommandLine, tmp_path: Path
) -> None:
    folder = tmp_path / "harbour"
    for path, content in (
        ("lamp.md", LAMP.encode()),
        ("deep/er/tower.txt", b"The tower has ninety steps."),
        ("deep/photo.txt", b"GIF89a" + bytes(50)),
        ("deep/__init__.py", b""),
        ("deep/blank.py", b"\xef\xbb\xbf\n \n"),
        (".git/config", b"[core]"),
        ("draft.bak", b"Not this."),
    ):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    fates = await cli.json("ingest", str(folder), "--exclude", "*.bak", "--collection", "folder")
    assert {(one["file"].removeprefix(f"{folder}/"), one["outcome"]) for one in fates} == {
        ("lamp.md", "new"),
        ("deep/er/tower.txt", "new"),
        ("deep/photo.txt", "skipped"),
        ("deep/__init__.py", "skipped"),
        ("deep/blank.py", "skipped"),
        (".git", "skipped"),
    }
    assert all(one["reason"] for one in fates if one["outcome"] == "skipped")


async def test_documents_of_a_folder_are_read_and_what_nobody_reads_is_passed_over(
    cli: CommandLine, aurora: Living, tmp_path: Path
) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "report.pdf").write_bytes(report())
    (tmp_path / "papers" / "store.dat").write_bytes(OLE + bytes(600))
    pdf, strange = await cli.json("ingest", str(tmp_path / "papers"), "--collection", "papers")
    assert (pdf["outcome"], strange["outcome"]) == ("new", "skipped")
    assert strange["reason"]
    document = await stored(aurora, pdf["document_id"])
    assert document["media_type"] == "application/pdf"
    file = await aurora.http.get(f"/v1/documents/{pdf['document_id']}/file")
    assert file.content == await asyncio.to_thread((tmp_path / "papers" / "report.pdf").read_bytes)
    (named,) = await cli.json("ingest", strange["file"], "--collection", "papers", code=1)
    assert named["outcome"] == "refused"


async def test_what_is_left_out_of_an_archive_is_told(cli: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "papers.zip"
    with ZipFile(path, "w") as archive:
        archive.writestr("lamp.md", LAMP)
        archive.writestr("torso.pdf", report()[:200])
    (tmp_path / "page.html").write_text(f"<!doctype html><p>{LAMP}<nav><a href=/>Home</a></nav>")
    archive_fate, page_fate = await cli.json("ingest", str(path), str(tmp_path / "page.html"))
    assert archive_fate["outcome"] == "new"
    assert archive_fate["remarks"] == ["torso.pdf: the PDF is damaged"]
    assert page_fate["remarks"] == []


async def test_what_did_not_change_is_not_sent_again(
    cli: CommandLine, aurora: Living, file: Path
) -> None:
    await cli.json("ingest", str(file), "--collection", "twice")
    (place,) = [one for one in await aurora.every("/v1/collections") if one["name"] == "twice"]
    sent = await aurora.every("/v1/uploads", collection_id=place["id"])
    (fate,) = await cli.json("ingest", str(file), "--collection", "twice")
    await asyncio.to_thread(file.touch)
    (touched,) = await cli.json("ingest", str(file), "--collection", "twice")
    assert [fate["outcome"], touched["outcome"]] == ["unchanged", "unchanged"]
    assert await aurora.every("/v1/uploads", collection_id=place["id"]) == sent


async def test_who_was_killed_before_remembering_makes_no_second_document(
    cli: CommandLine, file: Path
) -> None:
    (fate,) = await cli.json("ingest", str(file), "--collection", "killed")
    ledger = cli.home / "state" / "aurora" / "ingested.json"
    known = msgspec.json.decode(await asyncio.to_thread(ledger.read_bytes))
    own = msgspec.json.encode({"own": known["own"]})
    await asyncio.to_thread(ledger.write_bytes, own)
    (again,) = await cli.json("ingest", str(file), "--collection", "killed")
    assert again["document_id"] == fate["document_id"]


async def test_a_document_that_says_something_else_by_now_is_brought_back(
    cli: CommandLine, aurora: Living, file: Path
) -> None:
    (fate,) = await cli.json("ingest", str(file), "--collection", "changed")
    place = (await stored(aurora, fate["document_id"]))["collection_id"]
    other = {"collection_id": place, "document_id": fate["document_id"], "content": "Another text."}
    await aurora.post("/v1/documents", other)
    assert (await stored(aurora, fate["document_id"]))["content_version"] == 2
    (again,) = await cli.json("ingest", str(file), "--collection", "changed")
    assert (again["outcome"], again["version"]) == ("new version", 3)


async def test_a_dry_run_sends_nothing_and_founds_nothing(
    cli: CommandLine, aurora: Living, file: Path
) -> None:
    (fate,) = await cli.json("ingest", str(file), "--collection", "dry", "--dry-run")
    assert (fate["outcome"], fate["document_id"]) == ("would be sent", None)
    assert "dry" not in {one["name"] for one in await aurora.every("/v1/collections")}
    await cli.json("ingest", str(file), "--collection", "wet")
    (fate,) = await cli.json("ingest", str(file), "--collection", "wet", "--dry-run")
    assert fate["outcome"] == "unchanged"


async def test_what_former_releases_remembered_is_still_known(
    cli: CommandLine, aurora: Living, file: Path
) -> None:
    place = await aurora.collection(f"former {uuid4()}")
    body = {"collection_id": place, "content": LAMP, "media_type": "text/markdown"}
    known = (await aurora.post("/v1/documents", body))["document_id"]
    ledger = cli.home / "state" / "aurora" / "ingested.json"
    await asyncio.to_thread(ledger.parent.mkdir, parents=True)
    await asyncio.to_thread(ledger.write_text, f'{{"{place}:{file}": "{known}"}}')
    (fate,) = await cli.json("ingest", str(file), "--collection", place)
    assert (fate["outcome"], fate["document_id"]) == ("unchanged", known)


async def test_a_file_may_be_called_by_any_bytes(cli: CommandLine, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    (folder / os.fsdecode(b"reuni\xe3o.txt")).write_text("A reuni\u00e3o foi adiada.")
    (folder / os.fsdecode(b".\xe3")).touch()
    first, second = [await cli.json("ingest", str(folder), "--collection", "old") for _ in range(2)]
    assert [one["file"] for one in first] == [f"{folder}/reuni\\xe3o.txt", f"{folder}/.\\xe3"]
    assert [one["outcome"] for one in second] == ["unchanged", "skipped"]


async def test_a_name_in_an_old_charset_is_read_as_it_was_meant(
    cli: CommandLine, aurora: Living, tmp_path: Path
) -> None:
    path = tmp_path / os.fsdecode("Ata da reunião.txt".encode("cp1252"))
    path.write_text("A reunião foi adiada.")
    (fate,) = await cli.json("ingest", str(path))
    assert (await stored(aurora, fate["document_id"]))["title"] == "Ata da reunião"

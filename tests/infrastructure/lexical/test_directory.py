"""What happens to the word index's directory: other processes, damage, loss."""

import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from uuid import UUID

import pytest

from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Position
from aurora.domains.knowledge.types import PassageRef
from aurora.infrastructure.lexical.reader import TantivyWordIndex
from aurora.infrastructure.lexical.writer import TantivyWordWriter
from aurora.queries.knowledge.ports import WordPassage

HERE = Position(7, 3)
RIVERS = UUID(int=101)
IN_ANOTHER_PROCESS = """
import asyncio, sys
from pathlib import Path
from uuid import UUID
from aurora.domains.event import Position
from aurora.infrastructure.lexical.writer import TantivyWordWriter
async def main():
    writer = TantivyWordWriter(Path(sys.argv[1]))
    await writer.forget_document(UUID(int=1))
    await writer.commit("2", Position(9, 9))
asyncio.run(main())
"""


def passage(document: int) -> WordPassage:
    ref = PassageRef(UUID(int=document), 1, 0, 9)
    return WordPassage(ref=ref, collection_id=RIVERS, language="en", title="", text="the river")


async def documents(reader: TantivyWordIndex) -> list[int]:
    hits = await reader.search("river", language="en", collections=[RIVERS], limit=10)
    return [hit.passage.document_id.int for hit in hits]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "words"


@pytest.fixture
async def reader(path: Path) -> AsyncIterator[TantivyWordIndex]:
    reader = TantivyWordIndex(path)
    yield reader
    reader.close()


@pytest.fixture
async def writer(path: Path) -> AsyncIterator[TantivyWordWriter]:
    writer = TantivyWordWriter(path)
    await writer.add([passage(1), passage(2)])
    await writer.commit("1", HERE)
    yield writer
    await writer.close()


async def test_without_a_directory_there_is_no_index(reader: TantivyWordIndex) -> None:
    with pytest.raises(Unavailable, match="no word index"):
        await documents(reader)
    with pytest.raises(Unavailable, match="no word index"):
        await reader.position()


async def test_a_commit_in_another_process_is_seen(
    reader: TantivyWordIndex, writer: TantivyWordWriter, path: Path
) -> None:
    assert await documents(reader) == [1, 2]
    await writer.close()
    subprocess.run([sys.executable, "-c", IN_ANOTHER_PROCESS, path], check=True)  # noqa: ASYNC221, S603
    assert await documents(reader) == [2]
    assert await reader.position() == Position(9, 9)


async def test_a_second_writer_is_refused_until_the_first_one_closes(
    writer: TantivyWordWriter, path: Path
) -> None:
    second = TantivyWordWriter(path)
    with pytest.raises(Unavailable, match="another process"):
        await second.add([passage(3)])
    await writer.close()
    assert await second.committed() == ("1", HERE)
    await second.close()


async def test_what_was_not_committed_is_gone_after_closing(
    reader: TantivyWordIndex, writer: TantivyWordWriter, path: Path
) -> None:
    await writer.add([passage(3)])
    await writer.close()
    again = TantivyWordWriter(path)
    await again.commit("1", HERE)
    assert await documents(reader) == [1, 2]
    await again.close()


def files(path: Path, pattern: str) -> list[Path]:
    return list(path.glob(pattern))


def lose(path: Path) -> None:
    path.rename(path.with_name("lost"))


def garble_meta(path: Path) -> None:
    (path / "meta.json").write_text("{ not any more")


def lose_a_file(path: Path) -> None:
    next(path.glob("*.term")).unlink()


def cut_a_file(path: Path) -> None:
    file = next(path.glob("*.store"))
    file.write_bytes(file.read_bytes()[:10])


def take_another_schema(path: Path) -> None:
    meta = path / "meta.json"
    meta.write_text(meta.read_text().replace('"generation"', '"age"'))


DAMAGES = [garble_meta, lose_a_file, cut_a_file]


@pytest.mark.parametrize("damage", DAMAGES)
async def test_a_damaged_index_is_unavailable(
    writer: TantivyWordWriter, path: Path, damage: Callable[[Path], None]
) -> None:
    await writer.close()
    damage(path)
    reader = TantivyWordIndex(path)
    with pytest.raises(Unavailable, match="cannot be read"):
        await documents(reader)
    with pytest.raises(Unavailable, match="cannot be read"):
        await reader.position()
    reader.close()


@pytest.mark.parametrize("damage", [*DAMAGES, take_another_schema, lose])
async def test_a_writer_begins_a_damaged_or_lost_index_again(
    reader: TantivyWordIndex,
    writer: TantivyWordWriter,
    path: Path,
    damage: Callable[[Path], None],
) -> None:
    assert await documents(reader) == [1, 2]
    await writer.close()
    damage(path)
    again = TantivyWordWriter(path)
    assert await again.committed() == ("", START)
    await again.add([passage(5)])
    await again.commit("2", HERE)
    assert await documents(reader) == [5]
    await again.close()


async def test_a_damaged_index_is_left_alone_while_another_writer_has_it(
    writer: TantivyWordWriter, path: Path
) -> None:
    assert await writer.committed() == ("1", HERE)
    garble_meta(path)
    second = TantivyWordWriter(path)
    with pytest.raises(Unavailable, match="another process"):
        await second.committed()
    assert files(path, "*.store")
    await second.close()


async def test_after_a_lost_change_writing_waits_for_somebody_to_ask_where_to_begin(
    reader: TantivyWordIndex, writer: TantivyWordWriter, path: Path
) -> None:
    await writer.add([passage(3)])
    lose(path)
    with pytest.raises(Unavailable, match="cannot be written"):
        await writer.commit("1", HERE)
    with pytest.raises(Unavailable, match="were lost"):
        await writer.add([passage(4)])
    assert await writer.committed() == ("", START)
    await writer.add([passage(5)])
    await writer.commit("2", HERE)
    assert await documents(reader) == [5]


async def test_reading_on_without_a_change_is_told_and_costs_no_commit(
    path: Path, reader: TantivyWordIndex, writer: TantivyWordWriter
) -> None:
    await writer.add([passage(1)])
    await writer.commit("1", HERE)
    commit = (path / "meta.json").stat().st_ino
    further = Position(8, 1)
    await writer.commit("1", further)

    assert await reader.position() == further
    assert (path / "meta.json").stat().st_ino == commit
    assert await writer.committed() == ("1", HERE)


async def test_a_note_about_another_generation_says_nothing(
    reader: TantivyWordIndex, writer: TantivyWordWriter
) -> None:
    await writer.clear()
    await writer.commit("1", HERE)
    await writer.commit("1", Position(9, 9))
    await writer.clear()
    await writer.commit("2", HERE)

    assert await reader.position() == HERE

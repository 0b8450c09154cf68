"""The writing half of the word index: one process, one thread, one commit at a time."""

import fcntl
import shutil
from asyncio import get_running_loop
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import structlog
from tantivy import Document, Index, IndexWriter, Query, Searcher

from aurora.domains.errors import Unavailable
from aurora.domains.event import Position
from aurora.infrastructure.lexical.analysis import terms
from aurora.infrastructure.lexical.schema import (
    LOST,
    MARK,
    create_index,
    is_lost,
    read_lost,
    read_mark,
    write_seen,
)
from aurora.queries.knowledge.ports import LostText, WordPassage

R = TypeVar("R")
HEAP_BYTES = 32_000_000

log = structlog.get_logger("aurora.words")


class TantivyWordWriter:
    """Writes the word index in a directory; a damaged index is thrown away and begun again.

    Where nothing changed, how far the log was read is noted beside the index, without a commit.
    When a change fails, everything uncommitted is lost with it; more changes are refused until
    `committed` was asked where to take up again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="word-writer")
        self._open: tuple[Index, IndexWriter] | None = None
        self._lost = False
        self._changed = True
        self._generation = ""

    async def add(self, passages: Sequence[WordPassage]) -> None:
        """Add passages in place of all that was there of their documents."""
        await self._change(lambda _, writer: _add(writer, passages))

    async def lose(self, text: LostText) -> None:
        """Note that the text of a document cannot be had, and tell so; nothing where it is noted
        already, and no change that waits for a commit takes the note away.
        """
        noted = await self._run(lambda index, _: is_lost(_searcher(index), text))
        if not noted:
            told = {"document": str(text.document_id), "at": str(text.at)}
            log.warning("the text of a document is lost: it is not found by word", **told)
        if self._changed or not noted:
            await self._change(lambda _, writer: _lose(writer, text))

    async def lacking(self) -> Sequence[LostText]:
        """Give what was noted like that until the last commit."""
        return await self._run(lambda index, _: read_lost(_searcher(index)))

    async def forget_document(self, document_id: UUID) -> None:
        """Remove every passage of a document."""
        await self._forget("document", document_id)

    async def forget_collection(self, collection_id: UUID) -> None:
        """Remove every passage of a collection."""
        await self._forget("collection", collection_id)

    async def clear(self) -> None:
        """Remove everything."""
        everything = Query.all_query()
        await self._change(lambda _, writer: writer.delete_documents_by_query(everything))

    async def commit(self, generation: str, upto: Position) -> bool:
        """Make the changes searchable, and keep generation and position in the same commit."""
        if changed := self._changed or generation != self._generation:
            await self._run(lambda _, writer: _commit(writer, generation, upto))
            self._generation, self._changed = generation, False
        else:
            await self._run(lambda *_: write_seen(self._path, generation, upto))
        return changed

    async def committed(self) -> tuple[str, Position]:
        """Give the generation and position of the last commit; `("", START)` when there is none."""
        self._changed, self._lost = self._changed or self._lost, False
        self._generation, upto = await self._run(lambda index, _: _committed(index))
        return self._generation, upto

    async def close(self) -> None:
        """Forget what is not committed and let another writer in."""
        await get_running_loop().run_in_executor(None, self._thread.shutdown)
        self._open = None

    async def _forget(self, field: str, id: UUID) -> None:
        await self._change(lambda _, writer: writer.delete_documents_by_term(field, id.hex))

    async def _change(self, work: Callable[[Index, IndexWriter], object]) -> None:
        self._changed = True
        await self._run(work)

    async def _run(self, work: Callable[[Index, IndexWriter], R]) -> R:
        return await get_running_loop().run_in_executor(self._thread, self._guarded, work)

    def _guarded(self, work: Callable[[Index, IndexWriter], R]) -> R:
        if self._lost:
            raise Unavailable("uncommitted changes to the word index were lost")
        try:
            self._open = self._open or _opened(self._path)
            return work(*self._open)
        except (OSError, ValueError) as damage:
            self._open, self._lost = None, True
            raise Unavailable("the word index cannot be written") from damage


def _opened(path: Path) -> tuple[Index, IndexWriter]:
    try:
        index = create_index(path)
    except ValueError:
        _discard(path)
        index = create_index(path)
    try:
        return index, index.writer(HEAP_BYTES, 1)
    except ValueError as busy:
        raise Unavailable("another process is writing the word index") from busy


def _discard(path: Path) -> None:
    """Throw a damaged index away, unless another writer holds its lock."""
    with (path / ".tantivy-writer.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as busy:
            raise Unavailable("another process is writing the word index") from busy
        shutil.rmtree(path)


def _add(writer: IndexWriter, passages: Sequence[WordPassage]) -> None:
    for document_id in {passage.ref.document_id for passage in passages}:
        writer.delete_documents_by_term("document", document_id.hex)
    for passage in passages:
        document = Document()
        document.add_text("ref", passage.ref.key)
        document.add_text("document", passage.ref.document_id.hex)
        document.add_text("collection", passage.collection_id.hex)
        document.add_text("title", " ".join(terms(passage.title, passage.language)))
        document.add_text("text", " ".join(terms(passage.text, passage.language)))
        writer.add_document(document)


def _lose(writer: IndexWriter, text: LostText) -> None:
    writer.delete_documents_by_term("document", text.document_id.hex)
    note = Document()
    note.add_text("ref", text.document_id.hex)
    note.add_text("document", text.document_id.hex)
    note.add_text("mark", LOST)
    note.add_text("position", str(text.at))
    writer.add_document(note)


def _searcher(index: Index) -> Searcher:
    """Give one that sees the last commit."""
    index.reload()
    return index.searcher()


def _commit(writer: IndexWriter, generation: str, upto: Position) -> None:
    writer.delete_documents_by_term("mark", MARK)
    mark = Document()
    mark.add_text("mark", MARK)
    mark.add_text("generation", generation)
    mark.add_text("position", str(upto))
    writer.add_document(mark)
    writer.commit()


def _committed(index: Index) -> tuple[str, Position]:
    return read_mark(_searcher(index))

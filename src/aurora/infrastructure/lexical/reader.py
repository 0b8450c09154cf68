"""The reading half of the word index: follows what another process commits."""

from asyncio import get_running_loop
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Lock
from uuid import UUID

from tantivy import Query, Searcher

from aurora.domains.errors import Unavailable
from aurora.domains.event import START, Position
from aurora.infrastructure.lexical.question import question
from aurora.infrastructure.lexical.schema import open_index, read_lost, read_mark, read_seen
from aurora.queries.knowledge.ports import LostText, Ranked


class TantivyWordIndex:
    """Passages by word from a directory that one writer fills."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        self._path = path
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="words")
        self._opening = Lock()
        self._seen: tuple[int, int] | None = None
        self._searcher: Searcher | None = None
        self._mark = ("", START)
        self._lost: Sequence[LostText] = ()

    async def search(
        self, text: str, *, language: str, collections: Sequence[UUID], limit: int
    ) -> Sequence[Ranked]:
        """Rank passages of those collections by BM25, best first; Unavailable without an index."""
        if limit < 1:
            return []
        asked = partial(question, text, language, collections)
        search = partial(self._found, asked, limit)
        found = await get_running_loop().run_in_executor(self._threads, search)
        ids = {id.hex: id for id in collections}
        return [Ranked(key, ids[id], -cost) for cost, key, id in found]

    async def position(self) -> Position:
        """Tell up to which place of the log this machine searches; Unavailable without an index."""
        return await get_running_loop().run_in_executor(self._threads, self._position)

    async def lost(self) -> Sequence[LostText]:
        """Give documents that are not found here for the loss of their texts; Unavailable without
        an index.
        """
        await get_running_loop().run_in_executor(self._threads, self._latest)
        return self._lost

    def close(self) -> None:
        """Let go of the threads and the files."""
        self._threads.shutdown()
        self._searcher = None

    def _found(self, asked: Callable[[], Query], limit: int) -> list[tuple[float, str, str]]:
        """Give negated score, key and collection of the best passages, equal ones by key."""
        searcher = self._latest()
        try:
            hits = searcher.search(asked(), limit, count=False).hits
            documents = [(-score, searcher.doc(address)) for score, address in hits]
        except ValueError as damage:
            raise Unavailable("the word index is damaged") from damage
        return sorted(
            (cost, str(document.get_first("ref")), str(document.get_first("collection")))
            for cost, document in documents
        )

    def _position(self) -> Position:
        self._latest()
        generation, committed = self._mark
        return max(committed, read_seen(self._path, generation))

    def _latest(self) -> Searcher:
        """Give a searcher over the last commit, opened again only when there is a newer one.

        An index without a mark was never committed: it is still being filled, not empty.
        """
        with self._opening:
            try:
                commit = (self._path / "meta.json").stat()
                if self._searcher is None or self._seen != (commit.st_mtime_ns, commit.st_ino):
                    self._searcher = open_index(self._path).searcher()
                    self._mark = read_mark(self._searcher)
                    self._lost = read_lost(self._searcher)
                    self._seen = (commit.st_mtime_ns, commit.st_ino)
            except FileNotFoundError as missing:
                raise Unavailable("there is no word index on this machine yet") from missing
            except (OSError, ValueError) as damage:
                raise Unavailable("the word index cannot be read") from damage
            if not self._mark[0]:
                raise Unavailable("the word index is being filled", retry_after=2)
            return self._searcher

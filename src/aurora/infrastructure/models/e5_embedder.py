"""Embeddings by multilingual-e5-small, inside Aurora's own process."""

import ctypes
import gc
import sys
from array import array
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from aurora.domains.knowledge.types import Vector
from aurora.infrastructure.models.built_once import built_once, sha256
from aurora.infrastructure.models.e5_file import E5File, Floats
from aurora.infrastructure.models.e5_tokenizer import E5Tokenizer
from aurora.infrastructure.models.priority_lane import PriorityLane

QUESTION, PASSAGE = 0, 1
PREFIXES = {QUESTION: "query: ", PASSAGE: "passage: "}
TEXTS_AT_ONCE = 64
GRAPH = "graph.onnx"
GRAPH_REVISION = 2
BATCH_TOKENS = 512


class Session(Protocol):
    """A loaded model."""

    def embed(self, texts: Sequence[Sequence[int]]) -> Floats:
        """Give one row of unit length for each text of token numbers."""
        ...


class E5Embedder:
    """Embeds in one thread, questions first; loads on first use and lets go when idle.

    Vectors are `array('f')` of 384 numbers at unit length; texts are read up to 512 tokens.
    """

    def __init__(
        self,
        cache_dir: Path,
        tokenizer: E5Tokenizer,
        threads: int = 1,
        idle_seconds: float = 300.0,
        batch_tokens: int = BATCH_TOKENS,
    ) -> None:
        self._cache_dir = cache_dir
        self._tokenizer = tokenizer
        self._threads = threads
        self._batch_tokens = batch_tokens
        self._model = f"multilingual-e5-small-enpt@{sha256(tokenizer.source)[:12]}-fp32"
        self._session: Session | None = None
        self._lane = PriorityLane("embedder", self.release, idle_seconds)

    @property
    def model(self) -> str:
        """The name of the weights, their hash and the precision they are computed in."""
        return self._model

    async def passages(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Embed texts to be found, in order."""
        vectors: list[Vector] = []
        for start in range(0, len(texts), TEXTS_AT_ONCE):
            vectors += await self._embed(texts[start : start + TEXTS_AT_ONCE])
        await self._lane.run(PASSAGE, _trim)
        return vectors

    async def questions(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Embed texts to search with, in order; served before passages."""
        return [await self._lane.run(QUESTION, partial(self._answer, text)) for text in texts]

    def close(self) -> None:
        """End the thread and give the memory back."""
        self._lane.close()
        self.release()

    def release(self) -> None:
        """Give the model's memory back to the system until the next use."""
        self._session = None
        self._tokenizer.release()
        gc.collect()
        _trim()

    async def _embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Embed passages batch by batch, so that questions can go in between."""
        tokens = await self._lane.run(PASSAGE, partial(self._tokens, PASSAGE, texts))
        vectors: dict[int, Vector] = {}
        for batch in batches([len(text) for text in tokens], self._batch_tokens):
            some = [tokens[index] for index in batch]
            rows = await self._lane.run(PASSAGE, partial(self._run, some))
            vectors.update(zip(batch, rows, strict=True))
        return [vectors[index] for index in range(len(texts))]

    def _answer(self, question: str) -> Vector:
        """Embed a question in one go: each way between threads costs its caller a millisecond."""
        (vector,) = self._run(self._tokens(QUESTION, [question]))
        return vector

    def _tokens(self, kind: int, texts: Sequence[str]) -> Sequence[Sequence[int]]:
        return self._tokenizer.encode([PREFIXES[kind] + text for text in texts])

    def _run(self, tokens: Sequence[Sequence[int]]) -> list[Vector]:
        if self._session is None:
            self._session = self._load()
            _trim()  # to load it takes more than it takes once it is there
        return [array("f", row.tobytes()) for row in self._session.embed(tokens)]

    def _load(self) -> Session:
        """Load runtime and weights; an Aurora that embeds nothing never imports the runtime."""
        from aurora.infrastructure.models.e5_session import E5Session

        source = self._tokenizer.source
        place = self._cache_dir / f"e5-{sha256(source)}-{GRAPH_REVISION}"
        graph = built_once(place, partial(_build_graph, source)) / GRAPH
        return E5Session(source, graph, self._threads)


def batches(lengths: Sequence[int], limit: int) -> Iterator[list[int]]:
    """Group texts of like length so that texts x longest stays within the limit of tokens."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[index] > limit:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _build_graph(source: Path, folder: Path) -> None:
    from aurora.infrastructure.models.e5_graph import write_graph

    write_graph(E5File(source), folder / GRAPH)


def _trim() -> None:
    if sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)

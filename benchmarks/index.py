"""How much of the bare model's speed is left when passages take the real path into the index."""

import asyncio
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from uuid import UUID

from aurora.container import Container
from aurora.domains.knowledge.ports import Embedder, Splitter
from benchmarks.client import Client, client
from benchmarks.cpu import cpu_seconds
from benchmarks.judged import judged_collections
from benchmarks.report import publish, rounded, say, show
from benchmarks.system import RunningAurora, aurora

ROUNDS = 3
DOCUMENTS = int(os.environ.get("AURORA_BENCH_DOCUMENTS", "16"))
PARAGRAPHS = 8
GOAL = 0.8

Texts = Mapping[str, str]
Spent = Mapping[str, float]


async def main() -> None:
    """Bring the same passages into Aurora's index and through the bare model, in turns."""
    with TemporaryDirectory(prefix="aurora-index-") as place:
        async with aurora(Path(place) / "data") as running, client(running) as knowledge:
            contest = Contest(running, knowledge, Container(settings=running.settings()))
            try:
                rounds = await contest.run(await knowledge.found("index"))
            finally:
                contest.close()
    _report(rounds)


class Contest:
    """Aurora and the model that it embeds with."""

    def __init__(self, running: RunningAurora, aurora: Client, container: Container) -> None:
        self._running = running
        self._aurora = aurora
        self._embedder: Embedder = container.embedder()
        self._splitter: Splitter = container.splitter()
        self.close = container.embedder().close

    async def run(self, collection: UUID) -> list[Spent]:
        """Give each round's passages and CPU seconds; the models are loaded before the first."""
        pages = _pages()
        warm = dict(islice(pages, 1))
        await self._indexed(collection, warm)
        await self._embedded(warm)
        rounds = []
        for number in range(ROUNDS):
            rounds.append(await self._round(collection, dict(islice(pages, DOCUMENTS))))
            say(f"round {number + 1} of {ROUNDS}: {rounds[-1]}")
        return rounds

    async def _round(self, collection: UUID, texts: Texts) -> Spent:
        before = time.process_time()
        passages = await self._embedded(texts)
        bare = rounded(time.process_time() - before)
        parts = self._parts()
        await self._indexed(collection, texts)
        spent = {part: rounded(now - parts[part]) for part, now in self._parts().items()}
        return {"passages": passages, "bare": bare, "aurora": rounded(sum(spent.values())), **spent}

    async def _indexed(self, collection: UUID, texts: Texts) -> None:
        await self._aurora.ingest(collection, texts)
        await self._aurora.until_indexed(collection)

    async def _embedded(self, texts: Texts) -> int:
        passages = [
            text[start:end] for text in texts.values() for start, end in self._splitter.split(text)
        ]
        return len(await self._embedder.passages(passages))

    def _parts(self) -> dict[str, float]:
        pids = {**self._running.pids(), "serve": self._running.pid}
        spent = {part: cpu_seconds([pid]) for part, pid in pids.items()}
        spent["serve"] -= sum(spent[part] for part in pids if part != "serve")
        return spent


def _pages() -> Iterator[tuple[str, str]]:
    """Join paragraphs of the test collections to pages, each paragraph used once."""
    paragraphs = (text for judged in judged_collections() for text in judged.documents.values())
    number = 0
    while page := list(islice(paragraphs, PARAGRAPHS)):
        number += 1
        yield f"Page {number}", "\n\n".join(page)


def _report(rounds: Sequence[Spent]) -> None:
    speeds = {
        name: rounded(median(one["passages"] / one[spent] for one in rounds))
        for name, spent in (("aurora", "aurora"), ("bare_model", "bare"))
    }
    ratio = rounded(median(one["bare"] / one["aurora"] for one in rounds))
    parts = [name for name in rounds[0] if name not in ("passages", "bare", "aurora")]
    show(
        "CPU seconds of each round",
        ("round", "passages", "bare model", "aurora", *parts),
        [(n, *one.values()) for n, one in enumerate(rounds, start=1)],
    )
    show(
        "Passages per CPU-second",
        ("system", "passages/CPU-s", "of the bare model", "goal"),
        [
            ("aurora", speeds["aurora"], ratio, GOAL),
            ("bare model", speeds["bare_model"], 1.0, ""),
        ],
    )
    figures: dict[str, object] = {n: {"passages_per_cpu_s": s} for n, s in speeds.items()}
    publish({**figures, "ratio": ratio})


if __name__ == "__main__":
    asyncio.run(main())

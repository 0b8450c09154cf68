"""How well Aurora finds: nDCG@10 over test collections, through the real write and query paths."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory
from uuid import UUID

from benchmarks.client import Client, client
from benchmarks.judged import DATA, JudgedCollection, judged_collections
from benchmarks.ndcg import distinct, ndcg
from benchmarks.rankers import LoneRankers, lone_rankers
from benchmarks.report import publish, say, show
from benchmarks.system import aurora

RANKERS = ("aurora", "word", "meaning", "rrf")
GOALS = {"faquad-pt": 92.5, "xquad-en": 97.5}
TOP = 10
PASSAGES, MORE_PASSAGES = 30, 100
CLIENTS = 4

Scores = Mapping[str, float]


async def main() -> None:
    """Load every collection into one Aurora and ask it every question."""
    figures = {}
    with TemporaryDirectory(prefix="aurora-retrieval-") as place:
        async with (
            aurora(Path(place) / "data") as running,
            client(running) as knowledge,
            lone_rankers(running.settings()) as rankers,
        ):
            for judged in judged_collections():
                started = time.monotonic()
                figures[judged.name] = await _score(judged, knowledge, rankers)
                say(f"{judged.name}: {figures[judged.name]}, {time.monotonic() - started:.0f} s")
    assert figures, f"no test collection below {DATA}"
    rows = [
        (name, *(scores[ranker] for ranker in RANKERS), GOALS.get(name, ""))
        for name, scores in figures.items()
    ]
    show("nDCG@10 × 100", ("collection", *RANKERS, "goal"), rows)
    publish(figures)


async def _score(judged: JudgedCollection, knowledge: Client, rankers: LoneRankers) -> Scores:
    collection = await knowledge.found(judged.name)
    names = await _load(judged, collection, knowledge)
    door = asyncio.Semaphore(CLIENTS)

    async def one(id: str, text: str) -> Scores:
        async with door:
            found = await rankers.rank(text, collection)
            rankings = {"aurora": await _asked(text, collection, knowledge), **found}
        wanted = judged.relevant.get(id, {})
        return {
            ranker: ndcg([names[document] for document in ranking], wanted, TOP)
            for ranker, ranking in rankings.items()
        }

    scores = await asyncio.gather(*(one(id, text) for id, text in judged.questions.items()))
    return {ranker: round(100 * fmean(one[ranker] for one in scores), 1) for ranker in RANKERS}


async def _load(
    judged: JudgedCollection, collection: UUID, knowledge: Client
) -> Mapping[UUID, str]:
    documents = await knowledge.ingest(collection, judged.documents)
    await knowledge.until_indexed(collection)
    return {document: name for name, document in documents.items()}


async def _asked(question: str, collection: UUID, knowledge: Client) -> Sequence[UUID]:
    """Rank documents by their best passage; ask for more passages where ten are of too few."""
    for limit in (PASSAGES, MORE_PASSAGES):
        results = await knowledge.search(question, collection, limit)
        assert results.based_on == ["words", "meaning"], results.based_on
        found = distinct(hit.document_id for hit in results.hits)
        if len(found) >= TOP or len(results.hits) < limit:
            break
    return found


if __name__ == "__main__":
    asyncio.run(main())

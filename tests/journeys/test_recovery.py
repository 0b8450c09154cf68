"""Stores that can be rebuilt are emptied while Aurora runs: it notices, says so, and rebuilds
them.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from redis.asyncio import Redis
from tests.journeys.living import Living, living_briefly
from tests.site.content import ARTICLES, FACTS

pytestmark = pytest.mark.timeout(420)
QUESTIONS = [fact.question for fact in FACTS[::20]]


@pytest.fixture(scope="module")
async def library() -> AsyncIterator[Living]:
    async with living_briefly() as aurora:
        collection = await aurora.collection("valley")
        for article in ARTICLES[::4]:
            lines = "\n\n".join(" ".join(lines) for _, lines in article.sections)
            body = {"collection_id": collection, "title": article.title, "content": lines}
            await aurora.post("/v1/documents", {**body, "media_type": "text/markdown"})
        await aurora.embedded(collection)
        yield aurora


async def results(aurora: Living) -> list[Any]:
    answers = [await aurora.get("/v1/search", q=question) for question in QUESTIONS]
    assert all(answer["based_on"] == ["words", "meaning"] for answer in answers)
    return [answer["hits"] for answer in answers]


def passages(answers: list[Any]) -> list[set[tuple[str, int]]]:
    """Give which passages were found; BM25 also counts what an index has deleted but not merged."""
    return [{(hit["document_id"], hit["start"]) for hit in hits[:3]} for hits in answers]


def honest(answer: httpx.Response, whole: list[Any]) -> bool:
    """Tell whether an answer is refused, says that it is by words alone, or is the whole one."""
    if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
        return True
    found = answer.json()
    return bool(found["based_on"] == ["words"] or found["hits"] == whole)


async def notices(aurora: Living, component: str) -> None:
    """Wait until readiness says that the component is not ready."""
    async with asyncio.timeout(60):
        while (await aurora.components()).get("components", {}).get(component) == "ok":  # noqa: ASYNC110  another process notices
            await asyncio.sleep(0.02)


async def test_an_emptied_redis_is_noticed_and_rebuilt(library: Living) -> None:
    before = await results(library)
    redis = Redis.from_url(f"unix://{library.data_dir}/run/redis.sock")
    await redis.flushall()
    await redis.aclose()
    answer = await library.http.get("/v1/search", params={"q": QUESTIONS[0]})
    assert honest(answer, before[0])
    await library.ready()
    assert await results(library) == before


async def test_a_deleted_chroma_directory_is_noticed_and_rebuilt(library: Living) -> None:
    await library.ready()
    before = await results(library)
    shutil.rmtree(library.data_dir / "chroma")
    await notices(library, "meaning")
    await library.ready()
    assert await results(library) == before


async def test_a_deleted_word_index_is_noticed_and_rebuilt(library: Living) -> None:
    await library.ready()
    before = await results(library)
    shutil.rmtree(library.data_dir / "words")
    await notices(library, "words")
    await library.ready()
    assert passages(await results(library)) == passages(before)

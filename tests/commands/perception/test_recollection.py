"""What is remembered is looked up for what comes next."""

from datetime import UTC, datetime

from tests.expedition import SITE

from aurora.commands.perception.recollection import Recollection
from aurora.domains.perception.caching import cached
from aurora.domains.perception.types import Fetched
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.http_cache import MemoryHttpCache
from aurora.infrastructure.memory.system import MemoryClock

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FIRST, SECOND = SITE + "1", SITE + "2"


async def recollection() -> Recollection:
    cache = MemoryHttpCache()
    answers = [
        Fetched(url=url, status=200, headers={"etag": '"1"'}, body=b"") for url in (FIRST, SECOND)
    ]
    notes = [cached(answer, "0" * 64, {}, NOW) for answer in answers]
    await cache.remember([note for note in notes if note])
    return Recollection(cache=cache, blobs=MemoryBlobs(), clock=MemoryClock(), sent={}, max_age=0.0)


async def test_what_comes_next_takes_the_place_of_what_was_recalled() -> None:
    found = await recollection()
    await found.prepare([FIRST])
    await found.prepare([SECOND])
    assert set(found.known) == {SECOND}


async def test_what_is_recalled_comes_beside_what_was() -> None:
    found = await recollection()
    await found.prepare([FIRST])
    await found.recall([SECOND])
    assert set(found.known) == {FIRST, SECOND}

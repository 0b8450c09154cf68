"""Kill each part of Aurora in the middle of a crawl, round after round, and count what was lost.

`python -m benchmarks.soak [ROUNDS] [PART …]`: 20 rounds for each of web, worker, PostgreSQL, Redis,
Chroma and the parent of all unless told otherwise, and ten times as many for `refresh`. The last
line is one JSON object: `{part: {"rounds", "lost", "doubled"}}`, pages that an undisturbed crawl
captures and these did not, and pages or documents that were there twice or that an undisturbed
crawl does not capture. Of `refresh`, where fifty clients refresh the same session at two web
processes at once, sessions that died without reuse, and those that had two live tokens.
"""

import asyncio
import random
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
from tests.journeys.living import CHILDREN, Living, living
from tests.site.server import Site, serve_site

from benchmarks.refreshing import refresh_families
from benchmarks.report import publish, say, show

ROUNDS = 20
KILLED = (*CHILDREN, "serve")
REFRESH = "refresh"
FAMILIES = 10  # a family takes a tenth of a crawl
SECONDS = 300.0


class Count(msgspec.Struct):
    """What the rounds of one fault came to."""

    rounds: int = 0
    lost: int = 0
    doubled: int = 0


async def main(rounds: int, parts: list[str]) -> None:
    """Run the rounds, each part in turn, on one Aurora that lives through all of them."""
    killed = [part for part in parts if part != REFRESH]
    counts = {part: Count() for part in killed}
    if killed:
        await _kill(rounds, counts)
    if REFRESH in parts:
        found = await refresh_families(rounds * FAMILIES)
        counts[REFRESH] = Count(found.rounds, found.lost, found.doubled)
    rows = [(part, one.rounds, one.lost, one.doubled) for part, one in counts.items()]
    show(
        "Killed in the middle of a crawl, or refreshed by many at once",
        ["part", "rounds", "lost", "doubled"],
        rows,
    )
    publish({part: msgspec.structs.asdict(one) for part, one in counts.items()})


async def _kill(rounds: int, counts: dict[str, Count]) -> None:
    with TemporaryDirectory(prefix="aurora-soak-", ignore_cleanup_errors=True) as directory:
        async with living(Path(directory)) as aurora:
            for number in range(rounds):
                for part in counts:
                    async with serve_site() as site:
                        await _round(aurora, site, part, counts[part], number)


async def _round(aurora: Living, site: Site, part: str, count: Count, number: int) -> None:
    collection = await aurora.collection(f"{part} {number}")
    crawl = await aurora.crawl(site.url + "/", collection)
    seen = await _some(aurora, crawl, random.randint(1, 50))
    await aurora.kill(part)
    if part == "serve":
        await aurora.start()
    await aurora.finished(crawl, SECONDS)
    await aurora.ready()
    urls = Counter(await _captured(aurora, crawl))
    sources = Counter(await _found(aurora, collection, len(urls)))
    wanted = {site.url + path for path in site.readable}
    lost = ((wanted | seen) - urls.keys()) | (urls.keys() - sources.keys())
    strange = urls.keys() - wanted
    count.rounds += 1
    count.lost += len(lost)
    count.doubled += sum(times > 1 for times in (*urls.values(), *sources.values())) + len(strange)
    say(f"{part} {number + 1}: {len(urls)} pages, lost {sorted(lost)}, strange {sorted(strange)}")


async def _some(aurora: Living, crawl: str, enough: int) -> set[str]:
    while (await aurora.state(crawl)).get("captured", 0) < enough:  # noqa: ASYNC110  elsewhere
        await asyncio.sleep(0.02)
    return set(await _captured(aurora, crawl))


async def _found(aurora: Living, collection: str, pages: int) -> list[str]:
    """Give the sources of the documents: of all captured pages, or of those there in the end."""
    try:
        documents = await aurora.embedded(collection, SECONDS, at_least=pages)
    except TimeoutError:
        documents = await aurora.documents(collection)
    return [one["source_url"] for one in documents if one["searchable"]["by_meaning"]]


async def _captured(aurora: Living, crawl: str) -> list[str]:
    pages = await aurora.every(f"/v1/crawls/{crawl}/pages", outcome="captured")
    return [one["url"] for one in pages]


if __name__ == "__main__":
    given = sys.argv[1:]
    wanted_rounds = int(given.pop(0)) if given and given[0].isdecimal() else ROUNDS
    asyncio.run(main(wanted_rounds, given or [*KILLED, REFRESH]))

"""What is recorded of visits, and whom it gives turns to."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.expedition import SITE, Expedition, page

from aurora.commands.perception import recording
from aurora.commands.perception.recording import Recorder
from aurora.commands.perception.turns import hand_out_turns
from aurora.domains.clock import Clock
from aurora.domains.perception.frontier import Candidate, Claim
from aurora.domains.perception.manners import CrawlManners
from aurora.domains.perception.ports import PerceptionWork
from aurora.domains.perception.rules import Rules
from aurora.domains.perception.types import Extracted
from aurora.domains.perception.visit import Reading, Visit
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.web.patterns import Re2Patterns
from aurora.infrastructure.web.urls import AdaUrls

HOST = "site.example"


def read(path: str, *links: str) -> Visit:
    answer = dict([page(path)])[SITE + path]
    reading = Reading(
        extracted=Extracted(text="", title=path),
        raw_sha256="0" * 64,
        raw_bytes=3,
        text_sha256=None,
        canonical_url=None,
        links=links,
    )
    candidate = Candidate(url=SITE + path, host=HOST, depth=0)
    at = datetime(2026, 11, 1, tzinfo=UTC)
    return Visit(candidate=candidate, url=SITE + path, at=at, answer=answer, reading=reading)


async def recorder(expedition: Expedition, id: UUID) -> Recorder:
    async with expedition.perception.work() as work:
        crawl = await work.crawls.get(id)
    return Recorder(
        crawl=crawl,
        perception=expedition.perception,
        blobs=MemoryBlobs(),
        cache=expedition.cache,
        urls=AdaUrls(),
        clock=expedition.clock,
        manners=CrawlManners(),
        rules=Rules(crawl, Re2Patterns(), 2026),
    )


async def claimed(expedition: Expedition, id: UUID) -> Claim:
    claim = await expedition.frontier.claim(id, HOST, limit=9, seconds=1)
    assert claim
    return claim


async def test_links_of_a_page_that_was_not_recorded_are_news_when_it_is() -> None:
    """The claim was lost while the page was read; the worker that reads it again is the same."""
    expedition = Expedition({})
    id = await expedition.start()
    records = await recorder(expedition, id)
    lost = await claimed(expedition, id)
    expedition.clock.advance(2)
    held = await claimed(expedition, id)
    await records.record([(lost, read("", SITE + "a"))])
    assert set(expedition.frontier.ground.crawls[id].urls) == {SITE}

    await records.record([(held, read("", SITE + "a"))])

    assert set(expedition.frontier.ground.crawls[id].urls) == {SITE, SITE + "a"}


async def test_turns_are_given_out_only_where_there_are_other_hosts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expedition, given = Expedition({}), list[Sequence[str]]()

    async def note(work: PerceptionWork, clock: Clock, hosts: Sequence[str]) -> None:
        given.append(hosts)
        await hand_out_turns(work, clock, hosts)

    monkeypatch.setattr(recording, "hand_out_turns", note)
    id = await expedition.start()
    records, claim = await recorder(expedition, id), await claimed(expedition, id)
    await records.record([(claim, read("", SITE + "a"))])
    assert given == []

    await records.record([(claim, read("a", "https://other.example/"))])
    assert given == [["other.example"]]

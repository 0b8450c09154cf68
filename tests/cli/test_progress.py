"""How far a crawl has come is shown as bars, or as a line now and then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from io import StringIO
from uuid import UUID

import msgspec
import pytest
from rich.console import Console

from aurora.cli.following import Passages, Standing
from aurora.cli.happening import counts, doing, shared_out
from aurora.cli.output import size
from aurora.cli.progress import Bars, Lines, line
from aurora.domains.perception.crawl import CrawlPlan, CrawlStatus
from aurora.domains.perception.types import LeftReason, SkipReason
from aurora.queries.perception.activity import Activity, Doing
from aurora.queries.perception.get_crawl import CrawlProgress
from aurora.queries.perception.ports import HostGroup, HostState, RestReason

NOW = datetime(2026, 11, 1, tzinfo=UTC)
FETCHED = HostGroup(
    state=HostState.FETCHING, why=None, count=3, until=NOW, hosts=("a.example", "b.example")
)
RESTING = HostGroup(
    state=HostState.RESTING,
    why=RestReason.POLITENESS,
    count=12,
    until=NOW + timedelta(seconds=65),
    hosts=("c.example",),
)
TROUBLED = msgspec.structs.replace(
    RESTING, why=RestReason.TROUBLE, count=1, hosts=("bad\x1b.example",)
)
CRAWL = CrawlProgress(
    id=UUID(int=1),
    version=1,
    owner_id=UUID(int=2),
    plan=CrawlPlan(start_urls=("https://a.example/",), collection_id=UUID(int=3)),
    status=CrawlStatus.RUNNING,
    started_at=NOW,
    ended_at=None,
    known=45,
    captured=10,
    skipped=1,
    failed=2,
    left=5,
    waiting=27,
    excluded=7,
    captured_bytes=1_234_567,
    by_reason={"scope": 7, "depth": 5, "timeout": 1, "status": 1, "redirect": 1},
    activity=Activity(now=Doing.FETCHING, until=NOW, hosts=(FETCHED, TROUBLED, RESTING)),
    remaining=27,
    pages_per_second=1.5,
    seconds_left=18.0,
)
FETCHING = Standing(CRAWL, Passages(documents=9, total=30, by_word=20, by_meaning=5))
ENDED = msgspec.structs.replace(CRAWL, status=CrawlStatus.FINISHED, activity=None)
INDEXING = replace(FETCHING, crawl=ENDED, meaning_per_second=2.5)


def test_while_pages_are_fetched_their_pace_counts() -> None:
    assert line(FETCHING) == (
        "pages 13 of 40, 2 failed, passages 20 by word, 5 by meaning, 1.5 pages/s, 18 s left"
    )


def test_afterwards_the_pace_of_embedding_counts() -> None:
    assert line(INDEXING).endswith("2.5 passages/s, 10 s left")


def test_without_a_pace_nothing_is_promised() -> None:
    assert line(replace(INDEXING, meaning_per_second=0.0)).endswith("5 by meaning")


def test_lines_come_only_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    lines(FETCHING)
    lines(INDEXING)
    assert capsys.readouterr().err == line(FETCHING) + "\n"


def test_lines_say_nothing_twice(capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines()
    lines(FETCHING)
    lines.told_at = float("-inf")
    lines(FETCHING)
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    ("standing", "shown"),
    [
        (FETCHING, ["13 of 40", "20 of 30", "5 of 30", "1.2 MB 1.5 pages/s 18 s left"]),
        (INDEXING, ["13 of 40", "20 of 30", "5 of 30", "2.5 passages/s 10 s left"]),
        (Standing(CRAWL, Passages()), ["13 of 40", "0 of ?"]),
        (FETCHING, ["Hosts 3 fetching, bad.example in trouble, 12 resting"]),
        (FETCHING, ["Failed status 1, timeout 1", "Aside excluded 7, left 5, skipped 1"]),
    ],
)
def test_bars_show_pages_passages_hosts_and_failures(standing: Standing, shown: list[str]) -> None:
    screen, bars = StringIO(), Bars()
    bars(standing)
    Console(file=screen, width=160).print(bars.shown())
    text = " ".join(screen.getvalue().split())
    assert [part for part in shown if part not in text] == []


def test_without_a_collection_no_passages_are_counted() -> None:
    plan = msgspec.structs.replace(CRAWL.plan, collection_id=None)
    standing = Standing(msgspec.structs.replace(CRAWL, plan=plan), Passages())
    screen, bars = StringIO(), Bars()
    bars(standing)
    Console(file=screen, width=160).print(bars.shown())
    assert "passages" not in line(standing)
    assert "By word" not in screen.getvalue()


@pytest.mark.parametrize(
    ("now", "hosts", "said"),
    [
        (Doing.FETCHING, (FETCHED, RESTING), "3 fetching, 12 resting"),
        (Doing.RESTING, (RESTING,), "12 resting for 1 min 5 s"),
        (Doing.RESTING, (TROUBLED,), "bad.example in trouble for 1 min 5 s"),
        (Doing.ENDING, (), "about to end"),
        (Doing.PAUSED, (RESTING,), f"paused: aurora crawl --resume {UUID(int=1)}"),
    ],
)
def test_it_is_said_what_happens_at_the_hosts(
    now: Doing, hosts: tuple[HostGroup, ...], said: str
) -> None:
    activity = Activity(now=now, until=None, hosts=hosts)
    assert doing(msgspec.structs.replace(CRAWL, activity=activity), now=NOW) == said


def test_a_line_says_what_happens_only_where_nothing_is_fetched() -> None:
    resting = Activity(now=Doing.RESTING, until=NOW, hosts=(RESTING,))
    crawl = msgspec.structs.replace(CRAWL, activity=resting)
    assert "resting" in line(replace(FETCHING, crawl=crawl))
    assert doing(ENDED) == ""


def test_of_many_reasons_the_most_frequent_are_named() -> None:
    found = {reason: number for number, reason in enumerate("abcdefgh", 1)}
    assert counts(found) == "h 8, g 7, f 6, e 5, d 4, c 3, and 2 more"


def test_a_limit_is_the_reason_of_pages_that_were_fetched_and_of_urls_that_were_not() -> None:
    why = {"page-limit": 12, "depth": 3, "redirect": 2}
    crawl = msgspec.structs.replace(CRAWL, skipped=4, left=13, by_reason=why)
    assert shared_out(crawl, SkipReason, crawl.skipped) == {"redirect": 2, "page-limit": 2}
    assert shared_out(crawl, LeftReason, crawl.left) == {"depth": 3, "page-limit": 10}
    assert shared_out(CRAWL, SkipReason, CRAWL.skipped) == {"redirect": 1}


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (2_540_000, "2.5 MB"),
        (7 * 10**15, "7000.0 TB"),
    ],
)
def test_bytes_are_written_as_people_do(number: int, said: str) -> None:
    assert size(number) == said

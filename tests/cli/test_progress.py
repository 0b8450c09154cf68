"""How far a crawl has come is shown as bars, or as a line now and then."""

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from uuid import UUID

import msgspec
import pytest
from rich.console import Console
from rich.progress import Progress

from aurora.cli.following import Passages, Standing
from aurora.cli.progress import Bars, Lines, line
from aurora.domains.perception.crawl import CrawlPlan, CrawlStatus
from aurora.queries.perception.get_crawl import CrawlProgress

NOW = datetime(2026, 11, 1, tzinfo=UTC)
CRAWL = CrawlProgress(
    id=UUID(int=1),
    version=1,
    owner_id=UUID(int=2),
    plan=CrawlPlan(start_urls=("https://a.example/",), collection_id=UUID(int=3)),
    status=CrawlStatus.RUNNING,
    started_at=NOW,
    ended_at=None,
    known=40,
    captured=10,
    skipped=1,
    failed=2,
    excluded=0,
    remaining=27,
    pages_per_second=1.5,
    seconds_left=18.0,
)
FETCHING = Standing(CRAWL, Passages(documents=9, total=30, by_word=20, by_meaning=5))
ENDED = msgspec.structs.replace(CRAWL, status=CrawlStatus.FINISHED)
INDEXING = replace(FETCHING, crawl=ENDED, meaning_per_second=2.5)


def test_while_pages_are_fetched_their_pace_counts() -> None:
    assert line(FETCHING) == (
        "pages 13 of 40, 2 failed, passages 20 by word, 5 by meaning, 1.5 pages/s, 18 s left"
    )


def test_afterwards_the_pace_of_embedding_counts() -> None:
    assert line(INDEXING).endswith("2.5 passages/s, 10 s left")


def test_without_a_pace_nothing_is_promised() -> None:
    assert line(replace(INDEXING, meaning_per_second=0.0)).endswith("0.0 passages/s")


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
        (FETCHING, ["13 of 40", "20 of 30", "5 of 30", "2 failed", "1.5 pages/s 18 s left"]),
        (INDEXING, ["13 of 13", "20 of 30", "5 of 30", "2 failed", "2.5 passages/s 10 s left"]),
        (Standing(CRAWL, Passages()), ["13 of 40", "0 of ?"]),
    ],
)
def test_bars_show_pages_words_and_meaning(standing: Standing, shown: list[str]) -> None:
    screen = StringIO()
    with Progress(*Bars.columns(), console=Console(file=screen, width=160)) as progress:
        Bars(progress)(standing)
    text = " ".join(screen.getvalue().split())
    assert [part for part in shown if part not in text] == []

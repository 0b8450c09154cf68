"""Progress of a crawl: bars on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from rich.console import Group
from rich.live import Live
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.text import Text

from aurora.cli.following import Show, Standing
from aurora.cli.happening import aside, doing, failures
from aurora.cli.output import clean, duration, err, size, tell

LINE_SECONDS = 5.0
REFRESH = 4


@contextmanager
def showing(*, quiet: bool = False) -> Iterator[Show]:
    """Give a way to show how far a crawl has come."""
    console = err()
    if quiet:
        yield lambda _: None
    elif console.is_terminal:
        bars = Bars()
        with Live(console=console, get_renderable=bars.shown, refresh_per_second=REFRESH):
            yield bars
    else:
        yield Lines()


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Say on a terminal what is waited for."""
    console = err()
    with console.status(clean(text)) if console.is_terminal else nullcontext():
        yield


@contextmanager
def telling(text: str) -> Iterator[Callable[[str], None]]:
    """Say on a terminal what is waited for, and give a way to say it anew."""
    console = err()
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(clean(text)) as status:
        yield lambda news: status.update(clean(news))


def line(standing: Standing) -> str:
    """Write how far a crawl has come as one line."""
    crawl, passages = standing.crawl, standing.passages
    parts = [f"pages {standing.decided} of {_expected(standing)}"]
    if crawl.failed:
        parts.append(f"{crawl.failed} failed")
    if crawl.plan.collection_id:
        parts.append(f"passages {passages.by_word} by word, {passages.by_meaning} by meaning")
    parts.append(_rate(standing))
    return ", ".join(filter(None, [*parts, _left(standing), doing(crawl, brief=True)]))


@dataclass
class Lines:
    """A line every few seconds, when there is news."""

    told: str = ""
    told_at: float = field(default=float("-inf"))

    def __call__(self, standing: Standing) -> None:
        """Print a line if it is time for one."""
        text = line(standing)
        if text != self.told and time.monotonic() - self.told_at >= LINE_SECONDS:
            self.told, self.told_at = text, time.monotonic()
            tell(text)


class Bars:
    """A bar for the pages and one for each way in which passages are found; below them what happens
    at the hosts, what failed and what was left aside.
    """

    def __init__(self) -> None:
        self._progress = Progress(*self.columns())
        self._pages = self._progress.add_task("Pages", total=None, note="")
        self._passages: Sequence[TaskID] = ()
        self._standing: Standing | None = None

    @staticmethod
    def columns() -> list[ProgressColumn]:
        """Give what stands in each line."""
        return [
            TextColumn("{task.description:<10}"),
            BarColumn(bar_width=32),
            MofNCompleteColumn(separator=" of "),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}", style="cyan"),
        ]

    def __call__(self, standing: Standing) -> None:
        """Move the bars."""
        self._standing = standing
        if standing.crawl.plan.collection_id and not self._passages:
            names = ("By word", "By meaning")
            self._passages = [self._progress.add_task(name, total=None, note="") for name in names]
        pace = "  ".join(filter(None, [_rate(standing), _left(standing)]))
        kept = size(standing.crawl.captured_bytes) if standing.crawl.captured_bytes else ""
        fetching = not standing.crawl.status.ended
        note = "  ".join(filter(None, [kept, pace if fetching else ""]))
        self._set(self._pages, standing.decided, _expected(standing), note)
        found = standing.passages
        for task, done in zip(self._passages, (found.by_word, found.by_meaning), strict=False):
            self._set(task, done, found.total, "")
        if self._passages and not fetching:
            self._progress.update(self._passages[-1], note=pace)

    def shown(self) -> Group:
        """Give what is to be seen at this moment."""
        if self._standing is None:
            return Group(self._progress)
        crawl = self._standing.crawl
        below = [
            ("Hosts", doing(crawl), "green"),
            ("Failed", failures(crawl), "red"),
            ("Aside", aside(crawl), "yellow"),
        ]
        lines = [
            Text.assemble(f"{name:<10} ", (text, style), overflow="ellipsis", no_wrap=True)
            for name, text, style in below
            if text
        ]
        return Group(self._progress, *lines)

    def _set(self, task: TaskID, done: int, total: int, note: str) -> None:
        self._progress.update(task, completed=done, total=total or None, note=note.strip())


def _expected(standing: Standing) -> int:
    return standing.decided + standing.crawl.remaining


def _rate(standing: Standing) -> str:
    if not standing.crawl.status.ended:
        return f"{standing.crawl.pages_per_second:.1f} pages/s"
    if not standing.meaning_per_second:
        return ""
    return f"{standing.meaning_per_second:.1f} passages/s"


def _left(standing: Standing) -> str:
    left = standing.seconds_left
    return f"{duration(left)} left" if left is not None else ""

"""Progress of a crawl: bars on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from aurora.cli.following import Show, Standing
from aurora.cli.output import duration, err, tell

LINE_SECONDS = 5.0


@contextmanager
def showing(*, quiet: bool = False) -> Iterator[Show]:
    """Give a way to show how far a crawl has come."""
    console = err()
    if quiet:
        yield lambda _: None
    elif console.is_terminal:
        with Progress(*Bars.columns(), console=console) as progress:
            yield Bars(progress)
    else:
        yield Lines()


def line(standing: Standing) -> str:
    """Write how far a crawl has come as one line."""
    crawl, passages = standing.crawl, standing.passages
    parts = [f"pages {standing.decided} of {crawl.known}"]
    if crawl.failed:
        parts.append(f"{crawl.failed} failed")
    parts.append(f"passages {passages.by_word} by word, {passages.by_meaning} by meaning")
    parts.append(_rate(standing))
    if left := _left(standing):
        parts.append(left)
    return ", ".join(parts)


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
    """A bar for the pages, and one for each way in which passages are found."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        names = ("Pages fetched", "Passages by word", "Passages by meaning")
        self._pages, self._word, self._meaning = [
            progress.add_task(name, total=None, note="") for name in names
        ]

    @staticmethod
    def columns() -> list[ProgressColumn]:
        """Give what stands in each line."""
        return [
            TextColumn("{task.description:<19}"),
            BarColumn(),
            MofNCompleteColumn(separator=" of "),
            TimeElapsedColumn(),
            TextColumn("{task.fields[note]}"),
        ]

    def __call__(self, standing: Standing) -> None:
        """Move the bars."""
        crawl, passages = standing.crawl, standing.passages
        failed = f"{crawl.failed} failed" if crawl.failed else ""
        pace = f"{_rate(standing)} {_left(standing)}".strip()
        fetching = not crawl.status.ended
        total = crawl.known if fetching else standing.decided
        self._set(self._pages, standing.decided, total, f"{failed} {pace if fetching else ''}")
        self._set(self._word, passages.by_word, passages.total, "")
        note = "" if fetching else pace
        self._set(self._meaning, passages.by_meaning, passages.total, note)

    def _set(self, task: TaskID, done: int, total: int, note: str) -> None:
        self._progress.update(task, completed=done, total=total or None, note=note.strip())


def _rate(standing: Standing) -> str:
    if not standing.crawl.status.ended:
        return f"{standing.crawl.pages_per_second:.1f} pages/s"
    return f"{standing.meaning_per_second:.1f} passages/s"


def _left(standing: Standing) -> str:
    left = standing.seconds_left
    return f"{duration(left)} left" if left is not None else ""

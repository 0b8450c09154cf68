"""Progress of files on their way: a bar on a terminal, a line now and then elsewhere."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from aurora.cli.handing_in import Fate
from aurora.cli.output import clean, counted, err, tell
from aurora.cli.progress import waiting

LINE_SECONDS = 5.0
ShowFate = Callable[[Fate], None]


@contextmanager
def showing_files(files: Sequence[str], *, quiet: bool = False) -> Iterator[ShowFate]:
    """Give a way to show that a file is done with."""
    console, total = err(), len(files)
    if quiet or not files:
        yield lambda _: None
    elif total == 1:
        with waiting(f"Reading {files[0]} …"):
            yield lambda _: None
    elif console.is_terminal:
        with Progress(*_columns(), console=console, transient=True) as progress:
            task = progress.add_task("Files", total=total, note="")
            yield lambda fate: progress.update(task, advance=1, note=clean(fate.file))
    else:
        yield Lines(total)


def _columns() -> tuple[
    TextColumn, BarColumn, MofNCompleteColumn, TimeElapsedColumn, TimeRemainingColumn, TextColumn
]:
    return (
        TextColumn("{task.description}"),
        BarColumn(bar_width=32),
        MofNCompleteColumn(separator=" of "),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}", style="cyan"),
    )


class Lines:
    """A line every few seconds."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._total, self._done = total, 0
        self._clock, self._told_at = clock, clock()

    def __call__(self, _: Fate) -> None:
        """Count one more, and say so if it is time to."""
        self._done += 1
        if self._clock() - self._told_at >= LINE_SECONDS:
            self._told_at = self._clock()
            tell(f"{self._done:,} of {counted(self._total, 'file')} done")

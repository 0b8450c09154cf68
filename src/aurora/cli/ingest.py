"""`aurora ingest`: remembers files."""

import asyncio
import sys
from collections import Counter
from collections.abc import Coroutine, Mapping, Sequence
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import IO
from uuid import UUID

import click

from aurora.cli.collections import founded, sought
from aurora.cli.connection import connected
from aurora.cli.file_progress import ShowFate, showing_files
from aurora.cli.files import STDIN, Remembered, readable
from aurora.cli.finding import until_found
from aurora.cli.handing_in import REFUSED, SKIPPED, UNCHANGED, Fate, HandingIn
from aurora.cli.output import FAILED, as_json, counted, print_json, run, tell
from aurora.cli.walking import Found, Left, Walk, Wanted

AT_ONCE = 4
IN_MEMORY = 8_000_000
OUTCOMES = ("new", "new version", "would be sent", UNCHANGED, SKIPPED, REFUSED)


@click.command("ingest")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--collection", metavar="NAME|ID", default="files", show_default=True)
@click.option("--include", metavar="GLOB", multiple=True, help="Of folders, only such files.")
@click.option(
    "--exclude", metavar="GLOB", multiple=True, help="Of folders, no such files or folders."
)
@click.option("--hidden", is_flag=True, help="Of folders, hidden files too.")
@click.option("--dry-run", "dry", is_flag=True, help="Say what would be sent; send nothing.")
@as_json
def command(
    paths: tuple[str, ...],
    collection: str,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    hidden: bool,
    dry: bool,
    json: bool,
) -> None:
    """Remember files, whole folders and what matches a pattern; `-` is standard input.

    The same file again makes a new version where it has changed, and is not sent where it has not:
    what was interrupted goes on when it is called again. Exits with 1 where a file was refused.
    """
    walk = Walk(Wanted(include=include, exclude=exclude, hidden=hidden))

    def begin() -> Coroutine[None, None, int]:
        files = walk.find(paths)
        _take_in(files, said)
        return work(files)

    async def work(files: Sequence[Found]) -> int:
        fates: dict[Found, Fate] = {}
        async with connected() as client:
            place = await (sought(client, collection) if dry else founded(client, collection))
            remembered = Remembered()
            hand_in = HandingIn(client, place, remembered, said, dry=dry)
            try:
                await _hand_in_all(hand_in, files, remembered, fates, quiet=json)
                if client.temporary:
                    await until_found(client, _documents(fates))
            finally:
                done = [fates[one] for one in files if one in fates]
                told = [*done, *map(_passed, walk.passed)]
                _print(told, walk.unmatched, len(files) - len(done), json=json)
        return FAILED if any(one.outcome == REFUSED for one in told) else 0

    with SpooledTemporaryFile(IN_MEMORY) as said:
        run(begin)


def _take_in(files: Sequence[Found], said: IO[bytes]) -> None:
    """Read standard input to its end where it is meant, before anything is under way that it would
    keep waiting; one that is closed says nothing.
    """
    if any(one.path == STDIN for one in files) and sys.stdin:
        copyfileobj(sys.stdin.buffer, said)


async def _hand_in_all(
    hand_in: HandingIn,
    files: Sequence[Found],
    remembered: Remembered,
    fates: dict[Found, Fate],
    *,
    quiet: bool,
) -> None:
    """Bring files in, some at once, and note what became of each; what was done is remembered
    however this ends.
    """
    waiting = iter(files)

    async def work(show: ShowFate) -> None:
        for found in waiting:
            fates[found] = await hand_in(found)
            show(fates[found])

    try:
        with showing_files([readable(one.path) for one in files], quiet=quiet) as show:
            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(work(show))
    except ExceptionGroup as troubles:
        raise troubles.exceptions[0] from None
    finally:
        remembered.save()


def _documents(fates: Mapping[Found, Fate]) -> list[UUID]:
    return [one.document_id for one in fates.values() if one.document_id]


def _passed(left: Left) -> Fate:
    outcome = REFUSED if left.failed else SKIPPED
    return Fate(file=readable(left.path), outcome=outcome, reason=left.reason)


def _print(fates: Sequence[Fate], unmatched: int, left: int, *, json: bool) -> None:
    if json:
        print_json(fates)
        return
    for fate in fates:
        click.echo(fate)
    if not (fates or unmatched or left):
        tell("There is no file to read.")
    elif len(fates) != 1 or unmatched or left:
        tell(summary(fates, unmatched, left))


def summary(fates: Sequence[Fate], unmatched: int, left: int = 0) -> str:
    """Sum up what became of files in a sentence; `left` are those whose turn did not come."""
    counts = Counter(fate.outcome for fate in fates)
    parts = [f"{counts[outcome]:,} {outcome}" for outcome in OUTCOMES if counts[outcome]]
    if unmatched:
        parts.append(f"{unmatched:,} left out by patterns")
    if left:
        parts.append(f"{left:,} still to come")
    return f"{counted(len(fates) + unmatched + left, 'file')}: {', '.join(parts)}."

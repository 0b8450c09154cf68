"""`aurora ingest`: remembers files."""

import asyncio
from collections import Counter
from collections.abc import Sequence

import click

from aurora.cli.client import Client
from aurora.cli.collections import Named, founded, sought
from aurora.cli.connection import connected
from aurora.cli.file_progress import ShowFate, showing_files
from aurora.cli.files import Remembered
from aurora.cli.finding import until_found
from aurora.cli.handing_in import REFUSED, SKIPPED, UNCHANGED, Fate, HandingIn
from aurora.cli.output import FAILED, as_json, counted, print_json, run, tell
from aurora.cli.walking import Found, Walk, Wanted

AT_ONCE = 4
OUTCOMES = ("new", "new version", "would be sent", UNCHANGED, SKIPPED, REFUSED)


@click.command("ingest")
@click.argument("paths", metavar="PATH…", nargs=-1, required=True)
@click.option("--collection", metavar="NAME|ID", default="files", show_default=True)
@click.option("--include", metavar="GLOB", multiple=True, help="Of folders, only such files.")
@click.option("--exclude", metavar="GLOB", multiple=True, help="Of folders, no such files.")
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
    files = walk.find(paths)

    async def work() -> int:
        async with connected() as client:
            place = await (sought(client, collection) if dry else founded(client, collection))
            fates = await _hand_in_all(client, files, place, dry=dry, quiet=json)
            if client.temporary:
                await until_found(client, [one.document_id for one in fates if one.document_id])
        skipped = [Fate(file=one.path, outcome=SKIPPED, reason=one.reason) for one in walk.passed]
        _print([*fates, *skipped], walk.unmatched, json=json)
        return FAILED if any(one.outcome == REFUSED for one in fates) else 0

    run(work)


async def _hand_in_all(
    client: Client, files: Sequence[Found], place: Named | None, *, dry: bool, quiet: bool
) -> list[Fate]:
    """Bring files in, some at once; what was done is remembered however this ends."""
    remembered, places = Remembered(), asyncio.Semaphore(AT_ONCE)
    hand_in = HandingIn(client, place, remembered, dry=dry)

    async def one(found: Found, show: ShowFate) -> Fate:
        async with places:
            fate = await hand_in(found)
        show(fate)
        return fate

    try:
        with showing_files(len(files), quiet=quiet) as show:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(found, show)) for found in files]
    finally:
        remembered.save()
    return [task.result() for task in tasks]


def _print(fates: Sequence[Fate], unmatched: int, *, json: bool) -> None:
    if json:
        print_json(fates)
        return
    for fate in fates:
        click.echo(fate)
    if len(fates) + unmatched > 1:
        tell(summary(fates, unmatched))


def summary(fates: Sequence[Fate], unmatched: int) -> str:
    """Sum up what became of files in a sentence."""
    counts = Counter(fate.outcome for fate in fates)
    parts = [f"{counts[outcome]:,} {outcome}" for outcome in OUTCOMES if counts[outcome]]
    if unmatched:
        parts.append(f"{unmatched:,} left out by patterns")
    return f"{counted(len(fates) + unmatched, 'file')}: {', '.join(parts)}."

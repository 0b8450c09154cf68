"""`aurora fates`: what became of every URL of a crawl."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import click
from rich.table import Column, Table

from aurora.cli.client import Client
from aurora.cli.connection import connected
from aurora.cli.output import NOTHING, clean, counted, out, run, tell
from aurora.queries.perception.fates import Fate, UrlFate

FORMATS = ("csv", "ndjson")
FILE = click.Path(dir_okay=False, writable=True, allow_dash=True)
SHOWN = 200


@click.command("fates")
@click.argument("crawl_id", metavar="CRAWL", type=click.UUID)
@click.option("--outcome", type=click.Choice([str(one) for one in Fate]), help="Only these.")
@click.option("--reason", metavar="REASON", help="Only URLs with that reason, such as timeout.")
@click.option("--host", metavar="HOST", help="Only URLs of that host.")
@click.option("--prefix", metavar="TEXT", help="Only URLs that begin so.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Print all of them so.")
@click.option("--export", "file", metavar="FILE", type=FILE, help="Write all of them there.")
def command(
    crawl_id: UUID,
    outcome: str | None,
    reason: str | None,
    host: str | None,
    prefix: str | None,
    form: str | None,
    file: str | None,
) -> None:
    """Say what became of every URL of a crawl, and why.

    Shows the first 200 on a terminal; elsewhere, with --format and with --export all of them. A
    file is CSV unless its name ends with .ndjson or .jsonl. Exits with 3 where there is none.
    """
    wanted = {"outcome": outcome, "reason": reason, "host": host, "prefix": prefix}

    async def work() -> int:
        async with connected() as client:
            if form or file:
                await export(client, crawl_id, file or "-", form=form, **wanted)
                return 0
            return await _show(client, crawl_id, wanted)

    run(work)


async def export(
    client: Client, crawl_id: UUID, file: str, *, form: str | None = None, **wanted: str | None
) -> None:
    """Write all URLs of a crawl to a file, which appears when it is whole; `-` is the output."""
    path, asked = f"/v1/crawls/{crawl_id}/export", {**wanted, "format": form or _form(file)}
    with _writer(file) as write:
        await client.download(path, write, **asked)
    if file != "-":
        tell(f"What became of every URL is in {file}.")


@contextmanager
def _writer(file: str) -> Iterator[Callable[[bytes], object]]:
    if file == "-":
        yield lambda part: click.echo(part, nl=False)
        return
    part = Path(f"{file}.part")
    try:
        with part.open("wb") as open_file:
            yield open_file.write
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


async def _show(client: Client, crawl_id: UUID, wanted: Mapping[str, str | None]) -> int:
    console, found = out(), 0
    table = Table("outcome", Column("why", overflow="fold"), Column("URL", overflow="fold"))
    show: Callable[[UrlFate], object] = _add_to(table) if console.is_terminal else _print
    async for one in client.every(f"/v1/crawls/{crawl_id}/urls", UrlFate, **wanted):
        if console.is_terminal and found == SHOWN:
            tell(f"There are more than {counted(SHOWN, 'URL')}: narrow them, or use --export.")
            break
        show(one)
        found += 1
    if console.is_terminal and found:
        console.print(table)
    return 0 if found else NOTHING


def _add_to(table: Table) -> Callable[[UrlFate], None]:
    return lambda one: table.add_row(str(one.outcome), clean(why(one)), clean(one.url))


def _print(one: UrlFate) -> None:
    click.echo("\t".join([str(one.outcome), one.reason or "", one.url]))


def why(one: UrlFate) -> str:
    """Say why a URL was not captured, in a few words."""
    said = [one.reason or "", str(one.status) if one.reason == "status" else ""]
    tried = [f"after {one.tries} tries"] if one.reason and one.tries > 1 else []
    same = [f"→ {one.same_as}"] if one.same_as else []
    return " ".join(filter(None, [*said, *tried, *same]))


def _form(file: str) -> str:
    return "ndjson" if Path(file).suffix in (".ndjson", ".jsonl") else "csv"

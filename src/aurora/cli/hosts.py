"""`aurora hosts`: how a crawl goes at each of its hosts."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

import click
import msgspec
from rich.table import Column, Table

from aurora.cli.client import Client
from aurora.cli.connection import connected
from aurora.cli.happening import STATES, WHY
from aurora.cli.output import NOTHING, clean, counted, duration, out, run, tell
from aurora.queries.perception.list_hosts import CrawlHostView
from aurora.queries.perception.ports import HostState

SHOWN = 200
COLUMNS = ("waiting", "captured", "skipped", "failed", "delay", "Crawl-delay", "answers in")


@click.command("hosts")
@click.argument("crawl_id", metavar="CRAWL", type=click.UUID)
def command(crawl_id: UUID) -> None:
    """Say how a crawl goes at each of its hosts, and at which pace each is asked.

    Shows the first 200 on a terminal, elsewhere all of them. Exits with 3 where there is none.
    """

    async def work() -> int:
        async with connected() as client:
            return await _show(client, crawl_id)

    run(work)


async def _show(client: Client, crawl_id: UUID) -> int:
    console, found = out(), 0
    table = Table(
        Column("host", overflow="fold"),
        "now",
        *(Column(name, justify="right") for name in COLUMNS),
    )
    show: Callable[..., None] = table.add_row if console.is_terminal else _print
    async for one in client.every(f"/v1/crawls/{crawl_id}/hosts", CrawlHostView):
        if console.is_terminal and found == SHOWN:
            tell(f"There are more than {counted(SHOWN, 'host')}.")
            break
        show(clean(one.host), now(one, datetime.now(UTC)), *_numbers(one))
        found += 1
    if console.is_terminal and found:
        console.print(table)
    return 0 if found else NOTHING


def now(one: CrawlHostView, at: datetime) -> str:
    """Say what happens at a host."""
    said = WHY[one.why] if one.why else STATES.get(one.state, "done")
    if one.given_up:
        said = f"given up after {counted(one.troubles, 'failure')}"
    left = (one.until - at).total_seconds() if one.until else 0.0
    rests = one.state is HostState.RESTING and left >= 1
    return f"{said} for {duration(left)}" if rests and not one.given_up else said


def _numbers(one: CrawlHostView) -> list[str]:
    counts = [f"{number:,}" for number in (one.waiting, one.captured, one.skipped, one.failed)]
    times = msgspec.structs.astuple(one.pace) if one.pace else (None,) * 3
    return counts + ["" if seconds is None else f"{seconds:g} s" for seconds in times]


def _print(*cells: str) -> None:
    click.echo("\t".join(cells))

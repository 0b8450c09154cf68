"""Lists: everything of one kind, as JSON or for people."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import click
from rich.table import Table

from aurora.cli.connection import connected
from aurora.cli.output import out, print_json, run

T = TypeVar("T")


def show_all(path: str, kind: type[T], show: Callable[[list[T]], None], *, json: bool) -> None:
    """Fetch every part of the list at that path, and print it."""

    async def work() -> int:
        async with connected() as client:
            found = [one async for one in client.every(path, kind)]
        if json:
            print_json(found)
        else:
            show(found)
        return 0

    run(work)


def print_rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print rows: a table on a terminal, elsewhere a line each, with tabs."""
    console = out()
    if not console.is_terminal:
        for row in rows:
            click.echo("\t".join(row))
        return
    table = Table(*heads)
    for row in rows:
        table.add_row(*row)
    console.print(table)

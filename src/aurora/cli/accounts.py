"""Accounts as the command line finds and shows them."""

from collections.abc import Sequence
from uuid import UUID

import click
from rich.table import Table

from aurora.cli.client import Client
from aurora.cli.output import NotThere, clean, out
from aurora.queries.identity.list_users import Account


async def account(client: Client, called: str) -> Account:
    """Give the user of that id or e-mail address; raises NotThere."""
    if id := _id(called):
        return await client.get(f"/v1/users/{id}", Account)
    wanted = called.strip().casefold()
    async for one in client.every("/v1/users", Account):
        if one.email == wanted:
            return one
    raise NotThere(f"no user {clean(called)}")


def show(users: Sequence[Account]) -> None:
    """Print users: a table on a terminal, elsewhere a line each, with tabs."""
    rows(("id", "e-mail", "name", "role", "state"), [_row(one) for one in users])


def rows(heads: Sequence[str], cells: Sequence[Sequence[str]]) -> None:
    """Print rows: a table on a terminal, elsewhere a line each, with tabs."""
    console = out()
    if not console.is_terminal:
        for row in cells:
            click.echo("\t".join(row))
        return
    table = Table(*heads)
    for row in cells:
        table.add_row(*row)
    console.print(table)


def _row(one: Account) -> tuple[str, ...]:
    state = "disabled" if one.disabled else "active"
    return str(one.id), clean(one.email or "–"), clean(one.name or "–"), clean(one.role), state


def _id(called: str) -> UUID | None:
    try:
        return UUID(called)
    except ValueError:
        return None

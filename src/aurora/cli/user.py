"""`aurora user`: who may use Aurora."""

import click
from rich.table import Table

from aurora.cli import secrets
from aurora.cli.collections import Created
from aurora.cli.connection import connected
from aurora.cli.output import as_json, clean, out, print_json, run
from aurora.queries.identity.list_users import Account


@click.group("user")
def command() -> None:
    """Create and list the people who may use Aurora."""


@command.command("list")
@as_json
def list_users(json: bool) -> None:
    """List the users, oldest first."""

    async def work() -> int:
        async with connected() as client:
            users = [one async for one in client.every("/v1/users", Account)]
        if json:
            print_json(users)
        else:
            _print(users)
        return 0

    run(work)


@command.command("create")
@click.argument("email")
@click.option("--name", required=True, help="What they are called.")
@click.option("--role", default="viewer", show_default=True, help="What they may do.")
@as_json
def create_user(email: str, name: str, role: str, json: bool) -> None:
    """Open an account; the password is asked for, or read from standard input."""
    password = secrets.asked("Password", twice=True)

    async def work() -> int:
        body = {"email": email, "name": name, "role": role, "password": password}
        async with connected() as client:
            created = await client.post("/v1/users", Created, body)
        if json:
            print_json(created)
        else:
            click.echo(f"{email} is a {role} now ({created.id}).")
        return 0

    run(work)


def _print(users: list[Account]) -> None:
    console = out()
    rows = [
        (str(one.id), clean(one.email or "–"), clean(one.name or "–"), clean(one.role), _state(one))
        for one in users
    ]
    if not console.is_terminal:
        for row in rows:
            click.echo("\t".join(row))
        return
    table = Table("id", "e-mail", "name", "role", "state")
    for row in rows:
        table.add_row(*row)
    console.print(table)


def _state(user: Account) -> str:
    return "disabled" if user.disabled else "active"

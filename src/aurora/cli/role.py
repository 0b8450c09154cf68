"""`aurora role`: what users and keys may do."""

from urllib.parse import quote

import click

from aurora.cli.connection import connected
from aurora.cli.listing import print_rows, show_all
from aurora.cli.output import as_json, clean, counted, print_json, run
from aurora.queries.identity.list_roles import ListedRole

permissions_of = click.option(
    "--permission",
    "permissions",
    multiple=True,
    required=True,
    help="What it allows, such as documents:edit; may be repeated.",
)


@click.group("role")
def command() -> None:
    """List the roles, and keep roles of your own."""


@command.command("list")
@as_json
def list_roles(json: bool) -> None:
    """List the built-in roles and your own, with what each allows."""
    show_all("/v1/roles", ListedRole, _print, json=json)


@command.command("create")
@click.argument("name")
@permissions_of
@as_json
def create_role(name: str, permissions: tuple[str, ...], json: bool) -> None:
    """Define a role of your own; users and keys hold it by its name."""

    async def work() -> int:
        async with connected() as client:
            body = {"name": name, "permissions": permissions}
            role = await client.post("/v1/roles", ListedRole, body)
        if json:
            print_json(role)
        else:
            click.echo(f"The role {name} has {counted(len(role.permissions), 'permission')}.")
        return 0

    run(work)


@command.command("change")
@click.argument("name")
@permissions_of
def change_role(name: str, permissions: tuple[str, ...]) -> None:
    """Let a role of your own allow something else, for everybody who holds it."""

    async def work() -> int:
        async with connected() as client:
            await client.put(f"/v1/roles/{_quoted(name)}", {"permissions": permissions})
        number = counted(len(set(permissions)), "permission")
        click.echo(f"The role {clean(name)} has {number} now.")
        return 0

    run(work)


@command.command("delete")
@click.argument("name")
def delete_role(name: str) -> None:
    """Take away a role of your own that nobody holds."""

    async def work() -> int:
        async with connected() as client:
            await client.delete(f"/v1/roles/{_quoted(name)}")
        click.echo(f"There is no role {clean(name)} any more.")
        return 0

    run(work)


def _quoted(name: str) -> str:
    return quote(name, safe="")


def _print(roles: list[ListedRole]) -> None:
    rows = [
        (clean(one.name), "built in" if one.built_in else "own", ", ".join(one.permissions))
        for one in roles
    ]
    print_rows(("role", "kind", "permissions"), rows)

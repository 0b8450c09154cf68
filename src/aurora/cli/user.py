"""`aurora user`: who may use Aurora."""

import click

from aurora.cli import secrets
from aurora.cli.accounts import account, show
from aurora.cli.collections import Created
from aurora.cli.connection import connected
from aurora.cli.listing import show_all
from aurora.cli.output import as_json, clean, print_json, run
from aurora.commands.identity.invite_user import Invited
from aurora.queries.identity.list_users import Account


@click.group("user")
def command() -> None:
    """Invite people, open accounts, and keep users out or in.

    USER is an id or an e-mail address.
    """


@command.command("list")
@as_json
def list_users(json: bool) -> None:
    """List the users, oldest first."""
    show_all("/v1/users", Account, show, json=json)


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


@command.command("show")
@click.argument("user")
@as_json
def show_user(user: str, json: bool) -> None:
    """Show one user."""

    async def work() -> int:
        async with connected() as client:
            found = await account(client, user)
        if json:
            print_json(found)
        else:
            show([found])
        return 0

    run(work)


@command.command("invite")
@click.argument("email")
@click.option("--role", default="viewer", show_default=True, help="What they may do.")
@click.option("--language", default="en", show_default=True, help="The letter's: en, pt-BR …")
@as_json
def invite_user(email: str, role: str, language: str, json: bool) -> None:
    """Send a letter whose reader opens an account with a password of their own."""

    async def work() -> int:
        body = {"email": email, "role": role, "language": language}
        async with connected() as client:
            invited = await client.post("/v1/invitations", Invited, body)
        if json:
            print_json(invited)
        else:
            until = f"{invited.until:%Y-%m-%d %H:%M} UTC"
            click.echo(f"{clean(email)} is invited with the role {clean(role)} until {until}.")
        return 0

    run(work)


@command.command("role")
@click.argument("user")
@click.argument("role")
def change_role(user: str, role: str) -> None:
    """Give a user another role; it acts on their next request."""

    async def work() -> int:
        async with connected() as client:
            found = await account(client, user)
            await client.put(f"/v1/users/{found.id}/role", {"role": role})
        click.echo(f"{clean(found.email or user)} has the role {clean(role)} now.")
        return 0

    run(work)


@command.command("disable")
@click.argument("user")
def disable_user(user: str) -> None:
    """Keep a user out, and end what they are signed in to."""
    _change(user, "disable", "is kept out now.")


@command.command("enable")
@click.argument("user")
def enable_user(user: str) -> None:
    """Let a user in again."""
    _change(user, "enable", "may come in again.")


@command.command("reset-password")
@click.argument("user")
def reset_password(user: str) -> None:
    """Send a user a link that sets a new password."""

    async def work() -> int:
        async with connected() as client:
            found = await account(client, user)
            await client.post("/v1/auth/password-reset", object, {"email": found.email})
        click.echo(f"A letter is on its way to {clean(found.email or '')}.")
        return 0

    run(work)


@command.command("remove-second-factor")
@click.argument("user")
def remove_second_factor(user: str) -> None:
    """Let a user who lost phone and recovery codes sign in by password alone.

    All their sessions end. It is refused while the password is too short to stand alone.
    """

    async def work() -> int:
        async with connected() as client:
            found = await account(client, user)
            await client.delete(f"/v1/users/{found.id}/second-factor")
        click.echo(f"{clean(found.email or user)} signs in by password alone now.")
        return 0

    run(work)


@command.command("delete")
@click.argument("user")
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete_user(user: str, yes: bool) -> None:
    """Erase a user's account and personal data, for good."""

    async def work() -> int:
        async with connected() as client:
            found = await account(client, user)
            if not yes:
                click.confirm(f"Erase {clean(found.email or user)} for good?", abort=True, err=True)
            await client.delete(f"/v1/users/{found.id}")
        click.echo(f"{found.id} is erased.")
        return 0

    run(work)


def _change(user: str, how: str, told: str) -> None:
    async def work() -> int:
        async with connected() as client:
            found = await account(client, user)
            await client.post(f"/v1/users/{found.id}/{how}", object)
        click.echo(f"{clean(found.email or user)} {told}")
        return 0

    run(work)

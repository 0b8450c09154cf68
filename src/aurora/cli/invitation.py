"""`aurora invitation`: who is invited to use Aurora."""

from uuid import UUID

import click

from aurora.cli.accounts import folded
from aurora.cli.client import Client
from aurora.cli.connection import connected
from aurora.cli.listing import print_rows, show_all
from aurora.cli.output import NotThere, as_json, clean, run
from aurora.domains.identity.invitation import Standing
from aurora.queries.identity.list_invitations import ListedInvitation


@click.group("invitation")
def command() -> None:
    """List, send again and revoke invitations; `aurora user invite` makes one.

    INVITATION is an id, or an e-mail address with a pending or expired invitation.
    """


@command.command("list")
@as_json
def list_invitations(json: bool) -> None:
    """List the invitations, oldest first."""
    show_all("/v1/invitations", ListedInvitation, _print, json=json)


@command.command("resend")
@click.argument("invitation")
def resend_invitation(invitation: str) -> None:
    """Send another letter; the link in the last one is void then."""

    async def work() -> int:
        async with connected() as client:
            id = await _open(client, invitation)
            await client.post(f"/v1/invitations/{id}/resend", object)
        click.echo("Another letter is on its way; its link holds for seven days.")
        return 0

    run(work)


@command.command("revoke")
@click.argument("invitation")
def revoke_invitation(invitation: str) -> None:
    """Make the link in an invitation's letter open nothing."""

    async def work() -> int:
        async with connected() as client:
            await client.delete(f"/v1/invitations/{await _open(client, invitation)}")
        click.echo(f"The invitation {clean(invitation)} is revoked.")
        return 0

    run(work)


async def _open(client: Client, called: str) -> UUID:
    """Give the id of an invitation, or of the open one to an address; raises NotThere."""
    try:
        return UUID(called)
    except ValueError:
        wanted = folded(called)
    async for one in client.every("/v1/invitations", ListedInvitation):
        if wanted and one.email == wanted and one.standing in {Standing.PENDING, Standing.EXPIRED}:
            return one.id
    raise NotThere(f"no open invitation to {clean(called)}")


def _print(invitations: list[ListedInvitation]) -> None:
    print_rows(("id", "e-mail", "role", "state", "until"), [_row(one) for one in invitations])


def _row(one: ListedInvitation) -> tuple[str, ...]:
    until = f"{one.until:%Y-%m-%d %H:%M} UTC"
    return str(one.id), clean(one.email or "–"), clean(one.role), str(one.standing), until

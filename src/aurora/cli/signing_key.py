"""`aurora signing-key`: what access tokens are signed with."""

from datetime import datetime

import click

from aurora.cli.connection import connected
from aurora.cli.listing import print_rows, show_all
from aurora.cli.output import as_json, print_json, run
from aurora.commands.identity.rotate_signing_keys import Rotation
from aurora.queries.identity.list_signing_keys import ListedSigningKey


@click.group("signing-key")
def command() -> None:
    """List and exchange the keys that access tokens are signed with."""


@command.command("list")
@as_json
def list_signing_keys(json: bool) -> None:
    """List the keys, oldest first, by their public names."""
    show_all("/v1/signing-keys", ListedSigningKey, _print, json=json)


@command.command("rotate")
@click.option("--now", is_flag=True, help="Sign with it at once and end every access token.")
@as_json
def rotate_signing_keys(now: bool, json: bool) -> None:
    """Publish the next key; it signs in ten minutes, and no request fails for it.

    With --now, for a key that leaked, nothing is believed any more that was signed before: users
    get a new access token by their refresh tokens, or sign in again.
    """

    async def work() -> int:
        async with connected() as client:
            rotation = await client.post("/v1/signing-keys/rotate", Rotation, {"now": now})
        if json:
            print_json(rotation)
        else:
            click.echo(_told(rotation))
        return 0

    run(work)


def _told(rotation: Rotation) -> str:
    if rotation.tokens_ended:
        return f"{rotation.kid} signs from now on; every access token of before is void."
    return f"{rotation.kid} is published, and signs from {_time(rotation.signs_from)} on."


def _print(keys: list[ListedSigningKey]) -> None:
    rows = [(one.kid, str(one.state), _time(one.signs_from), _time(one.retires_at)) for one in keys]
    print_rows(("key", "state", "signs from", "retires"), rows)


def _time(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} UTC" if moment else ""

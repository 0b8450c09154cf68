"""`aurora login`: keeps where Aurora is, and a key for it."""

import click

from aurora.cli import secrets
from aurora.cli.connection import at
from aurora.cli.output import Unreachable, as_json, clean, print_json, run, tell
from aurora.cli.signing_in import key_of
from aurora.cli.targets import LoginFile, Target
from aurora.queries.identity.get_me import Me


@click.command("login")
@click.argument("url", required=False)
@click.option("--key", help="The API key; asked for, or read from standard input, otherwise.")
@click.option("--email", help="Sign in with your account, and keep a key of your own.")
@click.option(
    "--days",
    type=click.IntRange(1, 36_500),
    default=90,
    show_default=True,
    help="With --email: for so many days the key opens.",
)
@click.option("--forget", is_flag=True, help="Forget what was kept.")
@as_json
def command(
    url: str | None, key: str | None, email: str | None, days: int, forget: bool, json: bool
) -> None:
    """Keep the address of an Aurora and an API key for it, readable by you alone.

    With --email your password is asked for, and the code of your second factor if you have one,
    and a key is made that may do what you may. AURORA_URL and AURORA_KEY come before what is kept.
    """
    file = LoginFile()
    if forget:
        file.remove()
        tell("Forgotten here. A key that nobody needs any more is revoked where it was made.")
        return
    if not url or not url.startswith(("http://", "https://")):
        raise click.UsageError("give the URL of an Aurora, beginning with https:// or http://")
    if key and email:
        raise click.UsageError("give --key or --email, not both")
    address = url.rstrip("/")
    secret = key or secrets.asked("Password" if email else "API key")

    async def work() -> int:
        opens = await _opening(address, email, secret, days)
        target = Target(address, opens, chosen=True)
        me = await _check(target)
        file.keep(target)
        if json:
            print_json(me)
        else:
            click.echo(f"You are {clean(me.name)} at {target.url}; kept in {file.path}.")
        return 0

    run(work)


async def _opening(address: str, email: str | None, secret: str, days: int) -> str:
    if email is None:
        return secret
    await _answers(Target(address, None))
    return await key_of(address, email, secret, days)


async def _check(target: Target) -> Me:
    await _answers(target)
    async with at(target) as client:
        return await client.get("/v1/me", Me)


async def _answers(target: Target) -> None:
    async with at(target) as client:
        if not await client.alive():
            raise Unreachable(f"no Aurora answers at {target.url}")

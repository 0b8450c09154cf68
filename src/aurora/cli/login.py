"""`aurora login`: keeps where Aurora is, and a key for it."""

import click

from aurora.cli import secrets
from aurora.cli.connection import at
from aurora.cli.output import Unreachable, as_json, clean, print_json, run
from aurora.cli.targets import LoginFile, Target
from aurora.queries.identity.get_me import Me


@click.command("login")
@click.argument("url", required=False)
@click.option("--key", help="The API key; asked for, or read from standard input, otherwise.")
@click.option("--forget", is_flag=True, help="Forget what was kept.")
@as_json
def command(url: str | None, key: str | None, forget: bool, json: bool) -> None:
    """Keep the address of an Aurora and an API key for it, readable by you alone.

    AURORA_URL and AURORA_KEY come before what is kept.
    """
    file = LoginFile()
    if forget:
        file.remove()
        return
    if not url or not url.startswith(("http://", "https://")):
        raise click.UsageError("give the URL of an Aurora, beginning with https:// or http://")
    target = Target(url.rstrip("/"), key or secrets.asked("API key"), chosen=True)

    async def work() -> int:
        me = await _check(target)
        file.keep(target)
        if json:
            print_json(me)
        else:
            click.echo(f"You are {clean(me.name)} at {target.url}; kept in {file.path}.")
        return 0

    run(work)


async def _check(target: Target) -> Me:
    async with at(target) as client:
        if not await client.alive():
            raise Unreachable(f"no Aurora answers at {target.url}")
        return await client.get("/v1/me", Me)

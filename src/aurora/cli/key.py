"""`aurora key`: keys that programs come in with."""

from datetime import UTC, datetime, timedelta

import click

from aurora.cli.client import Client
from aurora.cli.connection import connected
from aurora.cli.listing import print_rows, show_all
from aurora.cli.output import Failed, as_json, clean, print_json, run, tell
from aurora.commands.identity.issuing import IssuedKey
from aurora.queries.identity.list_keys import ListedKey

SHOWN_ONCE = "Keep it where only its program can read it: it is not shown again."


@click.group("key")
def command() -> None:
    """Issue, rotate and revoke the keys that programs come in with.

    KEY is a key's id, the beginning that its text shares with nobody's, or its name.
    """


@command.command("list")
@as_json
def list_keys(json: bool) -> None:
    """List the keys, oldest first."""
    show_all("/v1/keys", ListedKey, _print, json=json)


@command.command("show")
@click.argument("key")
@as_json
def show_key(key: str, json: bool) -> None:
    """Say what a key is for, what it may do, and when it was last used."""

    async def work() -> int:
        async with connected() as client:
            found = await _find(client, key)
        if json:
            print_json(found)
        else:
            for name, value in _told(found).items():
                click.echo(f"{name + ':':<12}{value}")
        return 0

    run(work)


@command.command("create")
@click.argument("name")
@click.option("--role", default="viewer", show_default=True, help="What it may do at most.")
@click.option("--scope", "scopes", multiple=True, help="A permission it keeps; may be repeated.")
@click.option("--days", type=click.IntRange(1, 36_500), help="It opens nothing after so many days.")
@as_json
def create_key(name: str, role: str, scopes: tuple[str, ...], days: int | None, json: bool) -> None:
    """Issue a key and print it, this once; NAME says what it is for."""

    async def work() -> int:
        body = {"name": name, "role": role, "scopes": scopes or None, "expires_at": _in(days)}
        async with connected() as client:
            _show(await client.post("/v1/keys", IssuedKey, body), json)
        return 0

    run(work)


@command.command("rotate")
@click.argument("key")
@click.option(
    "--overlap",
    type=click.IntRange(0, 2_592_000),
    default=3_600,
    show_default=True,
    help="For so many seconds the present text opens it too.",
)
@click.option("--days", type=click.IntRange(1, 36_500), help="It opens nothing after so many days.")
@as_json
def rotate_key(key: str, overlap: int, days: int | None, json: bool) -> None:
    """Give a key a new text and print it, this once; all else stays as it is."""

    async def work() -> int:
        async with connected() as client:
            found = await _find(client, key)
            body = {"overlap_seconds": overlap, "expires_at": _in(days)}
            _show(await client.post(f"/v1/keys/{found.id}/rotate", IssuedKey, body), json)
        return 0

    run(work)


@command.command("revoke")
@click.argument("key")
def revoke_key(key: str) -> None:
    """Let a key open nothing from now on."""

    async def work() -> int:
        async with connected() as client:
            found = await _find(client, key)
            await client.delete(f"/v1/keys/{found.id}")
        click.echo(f"The key {clean(found.name)} ({found.prefix}_…) opens nothing any more.")
        return 0

    run(work)


async def _find(client: Client, called: str) -> ListedKey:
    keys = [one async for one in client.every("/v1/keys", ListedKey)]
    exactly = [one for one in keys if called in (str(one.id), one.prefix)]
    named = [one for one in keys if one.name == called and not one.revoked]
    found = exactly or named
    if len(found) > 1:
        raise Failed(f"there are {len(found)} keys named {called!r}; give the id of one")
    if not found:
        raise Failed(f"there is no key {called!r}")
    return found[0]


def _show(issued: IssuedKey, json: bool) -> None:
    if json:
        print_json(issued)
        return
    click.echo(issued.key)
    tell(SHOWN_ONCE)
    if issued.previous_until:
        tell(f"The text before opens it until {_time(issued.previous_until)}.")
    if issued.expires_at:
        tell(f"It opens nothing from {_time(issued.expires_at)} on.")


def _print(keys: list[ListedKey]) -> None:
    heads = ("id", "key", "name", "role", "scopes", "state", "expires", "last used")
    print_rows(heads, [tuple(_told(one).values()) for one in keys])


def _told(key: ListedKey) -> dict[str, str]:
    return {
        "id": str(key.id),
        "key": f"{key.prefix}_…",
        "name": clean(key.name),
        "role": clean(key.role),
        "scopes": "all" if key.scopes is None else ", ".join(key.scopes),
        "state": _state(key),
        "expires": _time(key.expires_at) if key.expires_at else "never",
        "last used": _time(key.last_used_at) if key.last_used_at else "never",
    }


def _state(key: ListedKey) -> str:
    if key.revoked:
        return "revoked"
    if key.expires_at and key.expires_at <= datetime.now(UTC):
        return "expired"
    return "local" if key.local else "active"


def _in(days: int | None) -> datetime | None:
    return datetime.now(UTC) + timedelta(days=days) if days else None


def _time(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M} UTC"

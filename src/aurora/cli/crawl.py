"""`aurora crawl`: perceives a site and shows how it goes."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import click

from aurora.cli.client import Client
from aurora.cli.collections import Created, Named, founded
from aurora.cli.connection import connected
from aurora.cli.crawl_options import Asked, planned
from aurora.cli.fates import FILE, export
from aurora.cli.following import Following, Standing
from aurora.cli.output import FAILED, as_json, print_json, run, tell
from aurora.cli.progress import showing
from aurora.cli.summary import summarise, written
from aurora.cli.urls import absolute, host
from aurora.queries.knowledge.views import CollectionView

CHANGED = {
    "pause": ("paused", "rests; let it go on with `aurora crawl --resume`"),
    "resume": ("running", "goes on"),
    "cancel": ("cancelled", "was cancelled; what it captured stays"),
}


@click.command("crawl")
@click.argument("urls", metavar="URL…", nargs=-1)
@planned
@click.option("--collection", metavar="NAME|ID", help="Where pages go; the host's name otherwise.")
@click.option("--wait/--no-wait", default=True, help="Follow the crawl, or only start it.")
@click.option("--export", "file", metavar="FILE", type=FILE, help="Write every URL's fate there.")
@click.option("--follow", "following", metavar="ID", type=click.UUID, help="Follow that crawl.")
@click.option("--pause", "pausing", metavar="ID", type=click.UUID, help="Let that crawl rest.")
@click.option("--resume", "resuming", metavar="ID", type=click.UUID, help="Let it go on.")
@click.option("--cancel", "cancelling", metavar="ID", type=click.UUID, help="End that crawl.")
@as_json
def command(
    urls: tuple[str, ...],
    collection: str | None,
    wait: bool,
    file: str | None,
    following: UUID | None,
    pausing: UUID | None,
    resuming: UUID | None,
    cancelling: UUID | None,
    json: bool,
    plan: dict[str, Asked],
) -> None:
    """Perceive what can be reached from URL.

    Prints a summary when it is done, with --json as one document. Exits with 1 where no page was
    captured. Ctrl-C stops the watching; the crawl goes on.
    """
    asked = {"pause": pausing, "resume": resuming, "cancel": cancelling}
    changes = [(verb, id) for verb, id in asked.items() if id]
    if bool(urls) + bool(following) + len(changes) != 1:
        raise click.UsageError(
            "give URLs to start at, or one of --follow, --pause, --resume and --cancel"
        )
    if file and (changes or not wait):
        raise click.UsageError("--export needs a crawl that is followed to its end")
    starts = tuple(map(absolute, urls))

    async def work() -> int:
        async with connected() as client:
            for verb, id in changes:
                return await _change(client, verb, id, json=json)
            if following:
                return await _watch(client, following, None, file, json=json)
            place = await founded(client, collection or host(starts[0]))
            id = await start(client, starts, place, **plan)
            if wait:
                return await _watch(client, id, place, file, json=json)
            return _leave(client, id, json=json)

    run(work)


async def start(client: Client, urls: Sequence[str], place: Named, **plan: Asked) -> UUID:
    """Let Aurora perceive into a collection."""
    body = {"start_urls": urls, "collection_id": place.id, **plan}
    return (await client.post("/v1/crawls", Created, body)).id


async def follow(
    client: Client, crawl_id: UUID, place: Named | None, *, json: bool, meaning: bool = False
) -> int:
    """Show a crawl until it has ended and is found by word, or by meaning too; then sum it up."""
    with showing(quiet=json) as show:
        following = Following(client, crawl_id, show)
        standing = await following(meaning=meaning or client.temporary)
    summary = await summarise(client, standing, place or await _place(client, standing))
    if json:
        print_json(summary)
    else:
        click.echo(written(summary))
    return 0 if summary.crawl.captured else FAILED


async def _watch(
    client: Client, crawl_id: UUID, place: Named | None, file: str | None, *, json: bool
) -> int:
    try:
        code = await follow(client, crawl_id, place, json=json)
        if file:
            await export(client, crawl_id, file)
        return code
    except asyncio.CancelledError:
        tell(_left_alone(client, crawl_id))
        raise


async def _place(client: Client, standing: Standing) -> Named | None:
    id = standing.crawl.plan.collection_id
    if id is None:
        return None
    found = await client.get(f"/v1/collections/{id}", CollectionView)
    return Named(found.id, found.name)


async def _change(client: Client, verb: str, crawl_id: UUID, *, json: bool) -> int:
    await client.post(f"/v1/crawls/{crawl_id}/{verb}", type(None))
    status, said = CHANGED[verb]
    if json:
        print_json({"id": crawl_id, "status": status})
    else:
        click.echo(f"The crawl {crawl_id} {said}.")
    return 0


def _leave(client: Client, id: UUID, *, json: bool) -> int:
    if json:
        print_json({"id": id})
    else:
        click.echo(_left_alone(client, id))
    return 0


def _left_alone(client: Client, id: UUID) -> str:
    if client.temporary:
        return f"The crawl {id} goes on when Aurora runs again: `aurora crawl --follow {id}`."
    return (
        f"The crawl {id} goes on. Follow it with `aurora crawl --follow {id}`, "
        f"end it with `aurora crawl --cancel {id}`."
    )

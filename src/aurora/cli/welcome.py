"""`aurora welcome`: the first steps of a new installation, shown by `aurora serve`."""

import asyncio
import signal
from contextlib import suppress
from uuid import UUID

import click

from aurora.cli import targets
from aurora.cli.ask import ask, print_answer
from aurora.cli.client import Client
from aurora.cli.collections import Created, Named, founded
from aurora.cli.connection import at
from aurora.cli.crawl import follow, start
from aurora.cli.output import counted
from aurora.cli.urls import host
from aurora.queries.knowledge.views import CollectionView, DocumentView
from aurora.queries.perception.views import CrawlView

MANUAL = "manual"
QUESTIONS = (
    "How long may a crawl slice take?",
    "Quanto tempo pode durar uma fatia de rastreamento?",
)
COUNT_LIMIT = 1_000


@click.command("welcome", hidden=True)
@click.option("--url", help="Perceive this site instead of the manual.")
def command(url: str | None) -> None:
    """Perceive the manual, or a site, and show how Aurora answers."""
    asyncio.run(_until_told_to_stop(url))


async def _until_told_to_stop(url: str | None) -> None:
    task = asyncio.create_task(_welcome(url))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    with suppress(asyncio.CancelledError):
        await task


async def _welcome(url: str | None) -> None:
    async with at(targets.here(targets.settings())) as client:
        if url:
            place = await founded(client, host(url))
            await follow(client, await start(client, [url], place), place, json=False)
        elif known := await _known(client):
            click.echo(known)
        else:
            await _perceive_manual(client)


async def _known(client: Client) -> str | None:
    collections = [one async for one in client.every("/v1/collections", CollectionView)]
    documents = 0
    for one in collections:
        async for _ in client.every("/v1/documents", DocumentView, collection_id=one.id):
            documents += 1
            if documents > COUNT_LIMIT:
                break
    if not documents:
        return None
    many = "more than " if documents > COUNT_LIMIT else ""
    held = counted(min(documents, COUNT_LIMIT), "document")
    return f"{counted(len(collections), 'collection')} with {many}{held}."


async def _perceive_manual(client: Client) -> None:
    place = await founded(client, MANUAL)
    crawl_id = await _manual_crawl(client, place)
    if crawl_id is None:
        return
    click.echo("Nothing is remembered yet: perceiving Aurora's own manual first.")
    await follow(client, crawl_id, place, json=False, meaning=True)
    for question in QUESTIONS:
        click.echo(f"\n> {question}")
        print_answer(await ask(client, question, [place.id]))
    click.echo("")


async def _manual_crawl(client: Client, place: Named) -> UUID | None:
    """Start the manual's crawl, or find the one that was under way; None after another crawl.

    Only the first crawl of all may reach Aurora's own address.
    """
    async for one in client.every("/v1/crawls", CrawlView):
        return one.id if one.plan.collection_id == place.id else None
    manual = f"{targets.settings().url}/docs/"
    body = {"start_urls": [manual], "scope": "prefix", "depth": 5, "collection_id": place.id}
    return (await client.post("/v1/crawls", Created, body)).id

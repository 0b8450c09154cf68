"""`aurora scrape URL URL …`: fetches the URLs of a list, and tells what became of each."""

import asyncio
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

import click
import msgspec
from rich.table import Column, Table

from aurora.cli.client import Client
from aurora.cli.collections import founded
from aurora.cli.connection import connected
from aurora.cli.following import Following
from aurora.cli.output import FAILED, clean, counted, out, print_json, run, tell
from aurora.cli.progress import showing
from aurora.commands.perception.start_batch import StartedBatch
from aurora.domains.forms import TextFormat
from aurora.queries.perception.get_crawl import CrawlProgress
from aurora.queries.perception.views import Outcome, PageView

PATH = "/v1/batches"
NAME_LIMIT = 120
ENDINGS: Mapping[str, str] = {
    TextFormat.TEXT: "md",
    TextFormat.MARKDOWN: "md",
    TextFormat.PLAIN: "txt",
    TextFormat.JSON: "json",
}
BYTE_ORDER_MARK = "\ufeff"
UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


class Scraped(msgspec.Struct, frozen=True, kw_only=True):
    """What `aurora scrape --json` prints of a list."""

    batch: CrawlProgress
    pages: Sequence[PageView]
    files: Mapping[str, str] = {}


def read_urls(text: str) -> list[str]:
    """Give the URLs of a file: one a line; empty lines and those after a `#` are none."""
    lines = (line.strip() for line in text.removeprefix(BYTE_ORDER_MARK).splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def scrape_list(
    asked: Mapping[str, object],
    *,
    collection: str | None,
    to: Path | None,
    form: str,
    wait: bool,
    json: bool,
) -> None:
    """Fetch what is asked for; exit with 1 where something of it failed."""

    async def work() -> int:
        async with connected() as client:
            place = await founded(client, collection) if collection else None
            body = {**asked, "collection_id": place.id if place else None}
            started = await client.post(PATH, StartedBatch, body)
            if not wait:
                return _leave(client, started, json=json)
            try:
                return await _follow(client, started, to, form, json=json)
            except asyncio.CancelledError:
                tell(_left_alone(client, started))
                raise

    run(work)


async def _follow(
    client: Client, started: StartedBatch, to: Path | None, form: str, *, json: bool
) -> int:
    with showing(quiet=json) as show:
        standing = await Following(client, started.id, show)(meaning=client.temporary)
    found = client.every(f"{PATH}/{started.id}/pages", PageView)
    pages = sorted([page async for page in found], key=lambda page: page.url)
    files = await _saved(client, started, pages, to, form) if to else {}
    scraped = Scraped(batch=standing.crawl, pages=pages, files=files)
    if json:
        print_json(scraped)
    else:
        _print(scraped)
    return FAILED if standing.crawl.failed or not standing.crawl.captured else 0


async def _saved(
    client: Client, started: StartedBatch, pages: Sequence[PageView], to: Path, form: str
) -> Mapping[str, str]:
    files: dict[str, str] = {}
    for page in pages:
        if page.outcome is Outcome.CAPTURED and page.text_sha256:
            place = f"{PATH}/{started.id}/pages/{page.id}/text"
            text = await client.text(place, format=form)
            path = to / file_name(page.url, ENDINGS[form])
            await asyncio.to_thread(_write, path, text)
            files[page.url] = str(path)
    return files


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def file_name(url: str, ending: str = "md") -> str:
    """Give a name that is the URL's own and no other's, and harmless wherever it is written."""
    readable = UNSAFE.sub("-", url.partition("://")[2]).strip("-.")[:NAME_LIMIT]
    return f"{readable}-{sha256(url.encode()).hexdigest()[:8]}.{ending}"


def _print(scraped: Scraped) -> None:
    console = out()
    if console.is_terminal:
        table = Table(Column("URL", overflow="fold"), "outcome", Column("why", overflow="fold"))
        for page in scraped.pages:
            table.add_row(clean(page.url), page.outcome, clean(why(page)))
        console.print(table)
    else:
        for page in scraped.pages:
            click.echo(clean("\t".join((page.outcome, page.url, why(page)))).rstrip())
    tell(remark(scraped))


def why(page: PageView) -> str:
    """Say why a page was not captured; the empty text where it was."""
    if page.reason is None:
        return ""
    said = page.same_as or page.detail
    return f"{page.reason}: {said}" if said else page.reason


def remark(scraped: Scraped) -> str:
    """Sum it up in a sentence."""
    batch = scraped.batch
    said = f"{counted(batch.captured, 'page')} captured, {batch.failed} failed"
    said += f", {batch.skipped} skipped" if batch.skipped else ""
    repeated = batch.plan.batch.repeated if batch.plan.batch else 0
    said += f"; {counted(repeated, 'URL')} repeated" if repeated else ""
    said += f"; the batch was {batch.status}" if batch.status != "finished" else ""
    return f"{said}."


def _leave(client: Client, started: StartedBatch, *, json: bool) -> int:
    if json:
        print_json(started)
    else:
        click.echo(_left_alone(client, started))
        for one in started.refused:
            tell(clean(f"{one.url}: {one.detail}"))
    return FAILED if started.refused else 0


def _left_alone(client: Client, started: StartedBatch) -> str:
    when = "goes on when Aurora runs again" if client.temporary else "goes on"
    return (
        f"The batch {started.id} {when}. Follow it with `aurora crawl --follow {started.id}`, "
        f"end it with `aurora crawl --cancel {started.id}`."
    )

"""`aurora map URL`: lists the URLs of a site."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import aclosing, suppress
from datetime import datetime

import click
import msgspec
from rich.table import Column, Table

from aurora.cli.client import Client
from aurora.cli.collections import Created
from aurora.cli.connection import connected
from aurora.cli.output import (
    NOTHING,
    Failed,
    Unreachable,
    clean,
    counted,
    err,
    out,
    print_json,
    run,
    tell,
)
from aurora.cli.progress import telling
from aurora.commands.perception.survey import SiteMap
from aurora.domains.perception.site_mapping import MappingStatus
from aurora.queries.perception.mappings_projection import MappingView

PATH = "/v1/map"


def list_urls(url: str, *, search: str | None, limit: int, scope: str, json: bool) -> None:
    """Print the URLs, one a line where nobody looks at a terminal; exit with 3 for none."""
    body = {"url": url, "search": search, "limit": limit, "scope": scope}

    async def work() -> int:
        async with connected() as client:
            if err().is_terminal and not client.temporary:
                with telling(f"{url}: …") as show:
                    site = await mapped(client, body, lambda view: show(standing(view)))
            else:
                site = await client.post(PATH, SiteMap, body)
        if json:
            print_json(site)
        else:
            _print(site)
        return 0 if site.urls else NOTHING

    run(work)


async def mapped(
    client: Client, body: Mapping[str, object], show: Callable[[MappingView], object]
) -> SiteMap:
    """Have a map made and show how it goes; Ctrl-C ends it. Raises Failed where it cannot be."""
    started = await client.post(PATH, Created, body, Prefer="respond-async")
    where, view = f"/v1/maps/{started.id}", None
    try:
        async with aclosing(client.events(f"{where}/events")) as news:
            async for event in news:
                view = msgspec.json.decode(event.data, type=MappingView)
                show(view)
    except asyncio.CancelledError:
        with suppress(Failed, Unreachable):
            await client.post(f"{where}/cancel", type(None))
        raise
    if view is None or view.status is not MappingStatus.FINISHED:
        raise Failed((view and view.detail) or f"the map {started.id} was not made")
    return await client.get(f"{where}/result", SiteMap)


def standing(view: MappingView) -> str:
    """Write how far a map has come as one line."""
    if not view.sources:
        return f"{view.url}: waiting for its turn"
    said = f"{view.url}: {counted(view.found, 'URL')} found in {counted(view.sources, 'place')}"
    return f"{said}, {view.failed} failed" if view.failed else said


def _print(site: SiteMap) -> None:
    console = out()
    if console.is_terminal:
        table = Table(
            Column("URL", overflow="fold"), "changed", Column("named by", overflow="fold")
        )
        for one in site.urls:
            table.add_row(clean(one.url), _day(one.lastmod), clean(one.source))
        console.print(table)
    else:
        for one in site.urls:
            click.echo(one.url)
    for line in remarks(site):
        tell(clean(line))


def remarks(site: SiteMap) -> list[str]:
    """Say in sentences how much was found, and what was not."""
    said = [f"{counted(len(site.urls), 'URL')} found."]
    said += [f"{one.url}: {one.detail}" for one in site.sources if one.error]
    if site.refused_by_robots:
        said.append(f"{counted(site.refused_by_robots, 'URL')} refused by robots.txt.")
    if site.truncated:
        said.append("There are more: a limit was reached, or the time was up.")
    return said


def _day(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d}" if at else "–"

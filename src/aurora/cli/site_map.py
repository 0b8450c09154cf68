"""`aurora map URL`: lists the URLs of a site."""

from datetime import datetime

import click
from rich.table import Column, Table

from aurora.cli.connection import connected
from aurora.cli.output import NOTHING, clean, counted, out, print_json, run, tell
from aurora.cli.progress import waiting
from aurora.commands.perception.survey import SiteMap

PATH = "/v1/map"


def list_urls(url: str, *, search: str | None, limit: int, scope: str, json: bool) -> None:
    """Print the URLs, one a line where nobody looks at a terminal; exit with 3 for none."""
    body = {"url": url, "search": search, "limit": limit, "scope": scope}

    async def work() -> int:
        async with connected() as client:
            with waiting(f"Looking for the URLs of {url} …"):
                site = await client.post(PATH, SiteMap, body)
        if json:
            print_json(site)
        else:
            _print(site)
        return 0 if site.urls else NOTHING

    run(work)


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

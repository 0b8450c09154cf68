"""`aurora map`: lists a site's URLs, or prints what Aurora is made of, from its own tables."""

from importlib import import_module

import click

from aurora.cli import cartography, tables
from aurora.cli.output import as_json
from aurora.cli.urls import absolute
from aurora.domains.perception.types import Scope

HEADER = """# The map

Everything that Aurora can be told and asked, and what follows from it. `make map` writes this page
from the tables that the program runs by; a test keeps it fresh.
"""


@click.command("map")
@click.argument("url", metavar="[URL]", required=False)
@click.option("--search", metavar="TEXT", help="Only URLs that contain it.")
@click.option("--limit", type=click.IntRange(1, 50_000), default=5_000, show_default=True)
@click.option("--scope", type=click.Choice([str(one) for one in Scope]), default=str(Scope.HOST))
@as_json
def command(url: str | None, search: str | None, limit: int, scope: str, json: bool) -> None:
    """List the URLs of a site without fetching its pages.

    They come from its sitemaps, feeds and llms.txt, and from the links of the one page at URL.
    Exits with 3 where none was found. Without URL, print what Aurora is made of as Markdown:
    contexts, commands, events, projections, queries, roles and routes.
    """
    if url is None and (json or search):
        raise click.UsageError("give the URL of a site")
    if url is None:
        click.echo(written(), nl=False)
        return
    import_module("aurora.cli.site_map").list_urls(
        absolute(url),
        search=search,
        limit=limit,
        scope=scope,
        json=json,
    )


def written() -> str:
    """Write the map."""
    routes = cartography.routes()
    parts = [HEADER, tables.flow(cartography.contexts())]
    parts += [tables.context(one, routes) for one in cartography.contexts()]
    return "\n".join([*parts, tables.roles(), tables.routes(routes)])

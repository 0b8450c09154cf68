"""`aurora map`: prints what Aurora is made of, from the tables that it runs by."""

import click

from aurora.cli import cartography, tables

HEADER = """# The map

Everything that Aurora can be told and asked, and what follows from it. `make map` writes this page
from the tables that the program runs by; a test keeps it fresh.
"""


@click.command("map")
def command() -> None:
    """Print contexts, commands, events, projections, queries and routes as Markdown."""
    click.echo(written(), nl=False)


def written() -> str:
    """Write the map."""
    routes = cartography.routes()
    parts = [HEADER, tables.flow(cartography.contexts())]
    parts += [tables.context(one, routes) for one in cartography.contexts()]
    return "\n".join([*parts, tables.routes(routes)])

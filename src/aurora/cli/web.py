"""`aurora web`: one process that answers HTTP."""

import click
import uvloop

from aurora.app import serve_web
from aurora.cli.targets import settings


@click.command("web")
def command() -> None:
    """Run one web process against the stores that the settings name."""
    uvloop.run(serve_web(settings()))

"""`aurora worker`: one process that runs jobs, projections and policies."""

import click
import uvloop

from aurora.app import serve_worker
from aurora.cli.targets import settings


@click.command("worker")
@click.option("--prepare", is_flag=True, help="Migrate first, and keep the keys of a first start.")
def command(prepare: bool) -> None:
    """Run one worker process against the stores that the settings name."""
    uvloop.run(serve_worker(settings(), prepare=prepare))

"""What `aurora crawl` can be asked for, each by the name that it has in a request."""

from collections.abc import Callable
from typing import TypeVar

import click

from aurora.cli.quantities import DURATION, SIZE
from aurora.domains.perception.types import Scope

OPTIONS = (
    click.option(
        "--depth", type=click.IntRange(0, 50), default=3, show_default=True, help="Links."
    ),
    click.option(
        "--limit",
        "page_limit",
        type=click.IntRange(1),
        default=1_000,
        show_default=True,
        help="Pages.",
    ),
    click.option(
        "--bytes", "byte_limit", metavar="SIZE", type=SIZE, help="End after so much: 800k, 20M, 2G."
    ),
    click.option(
        "--time", "seconds_limit", metavar="TIME", type=DURATION, help="End after: 45s, 15m, 2h."
    ),
    click.option(
        "--max-age", metavar="SECONDS", type=click.IntRange(0), default=0, help="Trust fresh pages."
    ),
    click.option(
        "--scope", type=click.Choice([str(one) for one in Scope]), default=str(Scope.HOST)
    ),
    click.option("--include", metavar="REGEX", multiple=True, help="Only paths like this; RE2."),
    click.option("--exclude", metavar="REGEX", multiple=True, help="No paths like this; RE2."),
)


Function = TypeVar("Function", bound=Callable[..., None])


def plan_options(function: Function) -> Function:
    """Let a command be asked for all of them."""
    for option in reversed(OPTIONS):
        function = option(function)
    return function

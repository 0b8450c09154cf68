"""What `aurora crawl` can be asked for, each by the name that it has in a request."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import click

from aurora.cli.declared import FIELDS, fields_of, steps_of
from aurora.cli.quantities import DURATION, SIZE
from aurora.cli.rendering import RENDERING
from aurora.cli.webhooks import webhook_of, with_webhook
from aurora.domains.perception.fields import Field
from aurora.domains.perception.rendering import Step
from aurora.domains.perception.types import Preference, Render, Scope, SitemapUse

Listed = Sequence[str] | Sequence[Preference] | Sequence[Step] | Sequence[Field]
Asked = str | int | Listed | dict[str, str] | None
Option = Callable[..., Any]
PRIORITIES = {"low": -5, "normal": 0, "high": 5}
OWN = (
    click.option("--header", "headers", metavar="NAME:VALUE", multiple=True, help="Send it there."),
    click.option("--cookie", "cookies", metavar="NAME=VALUE", multiple=True, help="Send it there."),
    click.option(
        "--ignore-robots", is_flag=True, help="Pass over robots.txt; administrators only."
    ),
    *RENDERING,
    FIELDS,
)
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
    click.option("--prefer", "preferred", metavar="REGEX", multiple=True, help="Such paths first."),
    click.option("--defer", "deferred", metavar="REGEX", multiple=True, help="Such paths last."),
    click.option(
        "--priority",
        type=click.Choice(list(PRIORITIES)),
        default="normal",
        help="Against other crawls.",
    ),
    *OWN,
    with_webhook,
    click.option(
        "--sitemaps", type=click.Choice([str(one) for one in SitemapUse]), default="include"
    ),
    click.option("--include", metavar="REGEX", multiple=True, help="Only paths like this; RE2."),
    click.option("--exclude", metavar="REGEX", multiple=True, help="No paths like this; RE2."),
)
NAMES = (
    "depth",
    "page_limit",
    "byte_limit",
    "seconds_limit",
    "max_age",
    "scope",
    "preferred",
    "deferred",
    "priority",
    "ignore_robots",
    "sitemaps",
    "headers",
    "cookies",
    "webhook",
    "render",
    "steps_file",
    "fields_file",
    "include",
    "exclude",
)


def planned(function: Callable[..., None]) -> Callable[..., None]:
    """Let a command be asked for all of them; it gets them as the `plan` of a request."""

    @wraps(function)
    def command(**given: object) -> None:
        options = {name: given.pop(name) for name in NAMES}
        function(plan=plan_of(options), **given)

    return optional(command, OPTIONS)


def owned(function: Callable[..., None]) -> Callable[..., None]:
    """Let a command be asked for what is one's own: it gets headers, cookies, the wish to ignore
    robots.txt, how pages are shown and what is taken of them as the parts of a request, those that
    were given.
    """

    @wraps(function)
    def command(headers: Sequence[str], cookies: Sequence[str], **given: Any) -> None:  # noqa: ANN401  the command's own
        own = {
            "headers": pairs(headers, "headers", ":"),
            "cookies": pairs(cookies, "cookies", "="),
            "ignore_robots": given.pop("ignore_robots"),
            "steps": steps_of(given.pop("steps_file")),
            "fields": fields_of(given.pop("fields_file")),
        }
        render = given.pop("render")
        kept = {name: value for name, value in own.items() if value}
        function(own=kept if render == Render.AUTO else {**kept, "render": render}, **given)

    return optional(command, OWN)


def optional(function: Callable[..., None], options: Sequence[Option]) -> Callable[..., None]:
    """Give the command with these options, in their order."""
    for option in reversed(options):
        function = option(function)
    return function


def plan_of(options: dict[str, Any]) -> dict[str, Asked]:
    """Give the plan that a request is made of."""
    weights = [(pattern, 1) for pattern in options.pop("preferred")]
    weights += [(pattern, -1) for pattern in options.pop("deferred")]
    prefer = [Preference(pattern=pattern, weight=weight) for pattern, weight in weights]
    priority = PRIORITIES[options.pop("priority")]
    own: dict[str, Asked] = {
        "headers": pairs(options.pop("headers"), "headers", ":"),
        "cookies": pairs(options.pop("cookies"), "cookies", "="),
        "webhook": webhook_of(options.pop("webhook")),
        "steps": steps_of(options.pop("steps_file")),
        "fields": fields_of(options.pop("fields_file")),
    }
    return {**options, **own, "prefer": prefer, "priority": priority}


def pairs(given: Sequence[str], field: str, mark: str) -> dict[str, str]:
    """Give what was written as names and values; raises a UsageError."""
    parts = [one.partition(mark) for one in given]
    if any(not found for _, found, _ in parts):
        raise click.UsageError(f"write {field} as NAME{mark}VALUE")
    return {name.strip(): value.strip() for name, _, value in parts}

"""Where commands let Aurora tell what happens."""

import os
from collections.abc import Callable
from typing import Any

import click

SECRET = "AURORA_WEBHOOK_SECRET"  # noqa: S105  its name

Function = Callable[..., Any]
with_webhook: Callable[[Function], Function] = click.option(
    "--webhook", metavar="URL", help=f"Tell it what happens, signed with {SECRET}."
)


def webhook_of(url: str | None) -> dict[str, str] | None:
    """Give the webhook as a request names it; the secret comes from the environment, which other
    users of the machine do not see.
    """
    if url is None:
        return None
    secret = os.environ.get(SECRET)
    return {"url": url, **({"secret": secret} if secret else {})}

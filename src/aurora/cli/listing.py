"""Lists: everything of one kind, as JSON or for people."""

from collections.abc import Callable
from typing import TypeVar

from aurora.cli.connection import connected
from aurora.cli.output import print_json, run

T = TypeVar("T")


def show_all(path: str, kind: type[T], show: Callable[[list[T]], None], *, json: bool) -> None:
    """Fetch every part of the list at that path, and print it."""

    async def work() -> int:
        async with connected() as client:
            found = [one async for one in client.every(path, kind)]
        if json:
            print_json(found)
        else:
            show(found)
        return 0

    run(work)

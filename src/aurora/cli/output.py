"""What commands print: results on standard output, everything about the work on standard error."""

import asyncio
import sys
import unicodedata
from collections.abc import Callable, Coroutine
from typing import Any

import click
import msgspec
from rich.console import Console

FAILED, NOTHING, UNREACHABLE, INTERRUPTED = 1, 3, 4, 130
KILO = 1_000
KEPT_CONTROLS = "\n\t"
DIRECTIONS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

as_json = click.option("--json", "json", is_flag=True, help="Print exactly one JSON document.")


class Failed(click.ClickException):
    """It did not work; the message says why in a sentence."""

    exit_code = FAILED


class NotThere(Failed):
    """What was asked for does not exist, or is somebody else's."""


class InTheWay(Failed):
    """The state of things does not allow it."""


class NotNow(Failed):
    """Aurora does nothing of the kind at the moment, whatever it is."""


class Unreachable(click.ClickException):
    """There is no Aurora to speak with."""

    exit_code = UNREACHABLE


def run(work: Callable[[], Coroutine[Any, Any, int]]) -> None:
    """Run a command's work to its exit code; Ctrl-C lets it clean up and then ends with 130."""
    try:
        code = asyncio.run(work())
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code:
        click.get_current_context().exit(code)


def out() -> Console:
    """Give the console for results: as wide as they are where nobody looks at a terminal."""
    return _console(sys.stdout)


def err() -> Console:
    """Give the console for everything else."""
    return _console(sys.stderr)


def tell(text: str) -> None:
    """Say something about the work, not a result."""
    click.echo(text, err=True)


def print_json(value: object) -> None:
    """Print one JSON document on one line."""
    click.echo(msgspec.json.encode(value).decode())


def clean(text: str) -> str:
    """Drop what could command a terminal: texts come from strangers."""
    return "".join(one for one in text if one in KEPT_CONTROLS or not _commands(one))


def counted(number: int, noun: str) -> str:
    """Write a number and its noun, in the plural where there are several."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def size(number: int) -> str:
    """Write bytes as people do."""
    value, units = float(number), ["kB", "MB", "GB", "TB"]
    unit = "B"
    while value >= KILO and units:
        value, unit = value / KILO, units.pop(0)
    return f"{value:.1f} {unit}" if unit != "B" else f"{number} B"


def duration(seconds: float) -> str:
    """Write seconds as people do."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _commands(character: str) -> bool:
    return unicodedata.category(character) == "Cc" or character in DIRECTIONS


def _console(file: Any) -> Console:  # noqa: ANN401  rich's own kind of text file
    terminal = file.isatty()
    return Console(
        file=file,
        highlight=False,
        markup=False,
        emoji=False,
        soft_wrap=not terminal,
        no_color=None if terminal else True,
    )

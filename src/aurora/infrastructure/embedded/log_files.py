"""The files that children write their output to."""

from contextlib import suppress
from pathlib import Path

MOST_BYTES = 10_000_000
TAIL_BYTES = 2_000


def rotate(log: Path) -> None:
    """Put a log aside that has grown too large, over the one before it."""
    with suppress(FileNotFoundError):
        if log.stat().st_size > MOST_BYTES:
            log.replace(log.with_suffix(".old.log"))


def tail(log: Path) -> str:
    """Give the last lines of a log."""
    return log.read_bytes()[-TAIL_BYTES:].decode(errors="replace").strip()

"""The machine's own time, and fresh identifiers."""

import asyncio
import contextlib
import ctypes
import gc
import resource
from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from aurora.infrastructure.places import aside

OPEN_FILES = 4_096
YOUNG, MIDDLE, OLD = 20_000, 20, 5
LARGE = 1024 * 1024
TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3  # of glibc's malloc.h


def allow_open_files() -> None:
    """Let this process open as many files and connections as it needs, within what the system
    permits; the usual limit is below that.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def collect_seldom() -> None:
    """Look for garbage in cycles less often, and never in what was imported: at the usual rate a
    tenth of a crawl's CPU time goes there, and finds next to nothing.

    Python puts a full search off until a quarter of what the last one left has come anew: the
    second one here leaves little, the first all that was imported.
    """
    gc.collect()
    gc.freeze()
    gc.collect()
    gc.set_threshold(YOUNG, MIDDLE, OLD)


def return_large_blocks() -> None:
    """Have the system take back each large block of memory when it is let go of, where it can.

    The C library would learn from the largest ones to keep all up to their size: after a while that
    is 20 MB of a worker. Who takes and lets go of such blocks all the time, as hashing passwords
    does, is better off without: each time anew they cost half as much again.
    """
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(MMAP_THRESHOLD, LARGE)
        libc.mallopt(TRIM_THRESHOLD, 2 * LARGE)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Give the present moment in UTC."""
        return datetime.now(UTC)


class SystemIds:
    """Fresh UUIDv7 identifiers: they sort by their time of birth."""

    def new(self) -> UUID:
        """Give a new identifier."""
        return uuid7()


class SystemPause:
    """Waits for real; meanwhile the place of the job is somebody else's."""

    async def wait(self, seconds: float) -> None:
        """Return after so many seconds."""
        if seconds > 0:
            async with aside(0.0):
                await asyncio.sleep(seconds)

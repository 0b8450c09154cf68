"""What Playwright's driver leaves behind where it is killed: empty directories of its own."""

import tempfile
import time
from contextlib import suppress
from pathlib import Path

KINDS = ("playwright-artifacts-*", "playwright_chromiumdev_profile-*")
OLD_SECONDS = 86_400  # no browser lives as long


def sweep(directory: Path | None = None) -> None:
    """Remove what is a day old; what holds anything is left alone."""
    place = directory or Path(tempfile.gettempdir())
    before = time.time() - OLD_SECONDS
    for kind in KINDS:
        for left in place.glob(kind):
            with suppress(OSError):
                if left.stat().st_mtime < before:
                    left.rmdir()

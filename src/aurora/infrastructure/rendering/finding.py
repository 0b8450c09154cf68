"""Whether this machine can render pages: Playwright is installed, and so is a chromium."""

import shutil
from importlib.util import find_spec
from pathlib import Path

# the shell without windows is smaller; the others are whole browsers. What stands on the path is
# often a script that starts these
PLACES = (
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/lib/chromium/chromium",
    "/usr/lib64/chromium-browser/chromium-browser",
    "/usr/lib/chromium-browser/chromium-browser",
    "/opt/google/chrome/chrome",
)
NAMES = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)


def browsers() -> list[Path]:
    """Give the browsers of the system, the first choice first."""
    found = (shutil.which(name) for name in (*PLACES, *NAMES))
    return [Path(one) for one in found if one]


def find_chromium(given: Path | None = None) -> Path | None:
    """Give the browser to use: the one that is given, or one of the system's."""
    if given:
        return given if given.is_file() else None
    return next(iter(browsers()), None)


def missing(given: Path | None = None) -> str | None:
    """Say what is missing to render pages; None where nothing is."""
    if find_spec("playwright") is None:
        return "Playwright is not installed (the extra `rendering`)"
    if find_chromium(given):
        return None
    return f"there is no browser at {given}" if given else "no chromium was found"

"""Rendering is there where the settings and the machine allow it, and loads nothing before."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from aurora.domains.errors import Unavailable
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.rendering.configured import ConfiguredRenderer
from aurora.infrastructure.rendering.finding import find_chromium
from aurora.infrastructure.web.addresses import AddressRule
from aurora.infrastructure.web.urls import AdaUrls

LOADS = """
import sys
from aurora.container import Container
from aurora.settings import Settings
renderer = Container(settings=Settings()).renderer()
print(renderer.missing, sorted(name for name in sys.modules if name.startswith("playwright")))
"""


def configured(**changed: Any) -> ConfiguredRenderer:
    asked = {"render": "auto", "chromium": None, "sandbox": True, "at_once": 1, "seconds": 30.0}
    return ConfiguredRenderer(AdaUrls(), AddressRule(), agent="Aurora/0", **{**asked, **changed})


async def anything(url: str) -> None:
    assert url


def test_it_is_there_where_a_browser_is() -> None:
    assert find_chromium() is not None
    assert configured().missing is None


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"render": "never"}, "turned off"),
        ({"chromium": Path("/nowhere/chromium")}, "there is no browser at /nowhere/chromium"),
    ],
)
async def test_what_is_missing_is_said(changed: dict[str, Any], says: str) -> None:
    renderer = configured(**changed)
    assert says in str(renderer.missing)
    with pytest.raises(FetchFailed, match=says) as refused:
        await renderer.render("https://a.example/", permit=anything)
    assert refused.value.reason is FetchError.RENDERING
    await renderer.aclose()


async def test_pages_are_held_against_the_rule_of_the_fetcher() -> None:
    renderer = configured()
    try:
        with pytest.raises(FetchFailed) as refused:
            await renderer.render("http://127.0.0.1:8099/", permit=anything)
        assert refused.value.reason is FetchError.FORBIDDEN_ADDRESS
    finally:
        await renderer.aclose()


@pytest.fixture
def open_directory() -> Iterator[Path]:
    """A directory that everybody reads: the browser is nobody where the test is root."""
    with TemporaryDirectory() as directory:
        path = Path(directory)
        path.chmod(0o755)
        yield path


async def test_a_browser_that_does_not_start_says_why_and_rests(open_directory: Path) -> None:
    broken, tried = open_directory / "chromium", open_directory / "tried"
    tried.touch()
    tried.chmod(0o666)
    broken.write_text(f"#!/bin/sh\necho once >> {tried}\necho no usable sandbox >&2\nexit 1\n")
    broken.chmod(0o755)
    renderer = configured(chromium=broken)
    try:
        for _ in range(2):
            with pytest.raises(Unavailable, match="the browser does not start"):
                await renderer.render("https://a.example/", permit=anything)
    finally:
        await renderer.aclose()
    assert tried.read_text() == "once\n"


def test_nothing_of_playwright_is_loaded_before_the_first_page() -> None:
    said = subprocess.run(  # noqa: S603
        [sys.executable, "-c", LOADS], capture_output=True, text=True, check=True
    )
    assert said.stdout == "None []\n"

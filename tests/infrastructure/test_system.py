"""What Aurora asks of the machine."""

import gc
import resource
import subprocess
import sys
from collections.abc import Iterator

import pytest

from aurora.infrastructure.system import (
    MIDDLE,
    OLD,
    OPEN_FILES,
    YOUNG,
    allow_open_files,
    collect_seldom,
)

Limits = tuple[int, int]
MEGABYTE = 1024 * 1024
# the first block teaches the C library to keep the second
LARGE_BLOCKS = f"""
import psutil
from aurora.infrastructure.system import return_large_blocks

return_large_blocks()
before = psutil.Process().memory_info().rss
for size in (24, 16):
    bytearray({MEGABYTE} * size)
print(psutil.Process().memory_info().rss - before)
"""


@pytest.fixture
def limits() -> Iterator[Limits]:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield before
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


@pytest.fixture
def collector() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_a_low_limit_of_open_files_is_raised(limits: Limits) -> None:
    _, hard = limits
    resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
    allow_open_files()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (min(OPEN_FILES, hard), hard)


def test_a_high_limit_of_open_files_stays(limits: Limits) -> None:
    _, hard = limits
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    allow_open_files()
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (hard, hard)


@pytest.mark.usefixtures("collector")
def test_garbage_is_looked_for_seldom() -> None:
    kept = gc.get_freeze_count()
    collect_seldom()
    assert gc.get_freeze_count() > kept
    assert gc.get_threshold() == (YOUNG, MIDDLE, OLD)
    assert gc.isenabled()


def test_large_blocks_go_back_to_the_system() -> None:
    run = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", LARGE_BLOCKS], capture_output=True, check=True
    )
    assert int(run.stdout) < 4 * MEGABYTE

"""What Aurora asks of the machine."""

import resource
from collections.abc import Iterator

import pytest

from aurora.infrastructure.system import OPEN_FILES, allow_open_files

Limits = tuple[int, int]


@pytest.fixture
def limits() -> Iterator[Limits]:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    yield before
    resource.setrlimit(resource.RLIMIT_NOFILE, before)


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

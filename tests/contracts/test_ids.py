"""What givers of identifiers promise, in memory and for real."""

from uuid import RFC_4122

import pytest

from aurora.domains.clock import Ids
from aurora.infrastructure.memory.system import MemoryIds
from aurora.infrastructure.system import SystemIds


@pytest.fixture(params=[MemoryIds, SystemIds])
def ids(request: pytest.FixtureRequest) -> Ids:
    made: Ids = request.param()
    return made


def test_identifiers_are_unique_and_sort_by_birth(ids: Ids) -> None:
    made = [ids.new() for _ in range(1_000)]
    assert made == sorted(set(made))


def test_identifiers_are_of_version_seven(ids: Ids) -> None:
    assert {(id.version, id.variant) for id in (ids.new(), ids.new())} == {(7, RFC_4122)}

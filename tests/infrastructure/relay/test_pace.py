"""A pace: a few at once, then one each time."""

import pytest
from tests.watch import Watch, worn

from aurora.infrastructure.relay import pace
from aurora.infrastructure.relay.pace import Pace


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    return worn(pace, monkeypatch)


def test_a_few_go_at_once_and_then_one_each_time(watch: Watch) -> None:
    commits = Pace(2.0, at_once=3)
    for _ in range(3):
        assert commits.wait == 0
        commits.count()
    for _ in range(3):
        assert commits.wait == 2
        watch.now += 2
        assert commits.wait == 0
        commits.count()


def test_after_a_rest_a_few_go_at_once_again(watch: Watch) -> None:
    commits = Pace(2.0, at_once=3)
    for _ in range(3):
        commits.count()
    watch.now += 60
    for _ in range(3):
        assert commits.wait == 0
        commits.count()
    assert commits.wait == 2

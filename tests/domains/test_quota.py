"""Quotas."""

from aurora.domains.quota import Quota, full, standing
from aurora.domains.window import Window

QUOTA = Quota(name="q", limit=10, seconds=60)


def test_the_last_request_of_a_quota_is_let_through() -> None:
    assert [full(QUOTA, Window(0, count, 0), 30.0) for count in (9, 10)] == [False, True]


def test_what_was_counted_before_takes_room_in_part() -> None:
    assert full(QUOTA, Window(1, 5, 10), 61.0)
    assert not full(QUOTA, Window(1, 5, 10), 119.0)


def test_a_standing_says_what_is_left_until_when_and_for_how_long_to_wait() -> None:
    used_up = standing(QUOTA, Window(0, 10, 0), 30.0, refused=True)
    assert (used_up.left, used_up.reset) == (0, 30)
    assert 30 < used_up.wait <= 60
    fresh = standing(QUOTA, Window(0, 1, 0), 30.0, refused=False)
    assert (fresh.left, fresh.wait) == (9, 0)


def test_a_process_of_its_own_allows_a_quarter_and_at_least_one() -> None:
    assert QUOTA.stricter().limit == 2
    assert Quota(name="q", limit=1).stricter().limit == 1

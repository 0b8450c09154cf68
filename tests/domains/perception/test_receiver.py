"""What hosts of webhooks bear."""

from datetime import UTC, datetime, timedelta

from aurora.domains.perception.receiver import (
    AT_ONCE,
    HORIZON,
    LONGEST_PACE,
    LONGEST_REST,
    POST_SECONDS,
    Receiver,
)

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def failed(receiver: Receiver, now: datetime, again_at: datetime | None = None) -> None:
    receiver.heard(now, took=15.0, troubled=True, again_at=again_at or now)


def heard(receiver: Receiver, now: datetime, took: float = 0.1) -> None:
    receiver.heard(now, took=took, troubled=False, again_at=now)


def test_few_are_told_at_once_and_the_others_one_after_the_other() -> None:
    receiver = Receiver()
    answers = [receiver.admit(NOW, None) for _ in range(AT_ONCE + 3)]

    appointments = [one for one in answers if one]
    assert answers[:AT_ONCE] == [None] * AT_ONCE
    assert appointments == sorted(set(appointments))
    assert len(appointments) == 3


def test_an_appointment_comes_before_those_who_came_later() -> None:
    receiver = Receiver()
    for _ in range(AT_ONCE):
        receiver.admit(NOW, None)
    appointment = receiver.admit(NOW, None)
    last = receiver.admit(NOW, None)
    heard(receiver, NOW)

    assert last
    assert receiver.admit(NOW, None)
    assert receiver.admit(later(1), appointment) is None


def test_what_a_dead_worker_had_under_way_counts_no_longer() -> None:
    receiver = Receiver()
    for _ in range(AT_ONCE):
        receiver.admit(NOW, None)

    assert receiver.admit(later(POST_SECONDS - 1), NOW)
    assert receiver.admit(later(POST_SECONDS), NOW) is None


def test_who_does_not_answer_rests_longer_each_time_and_is_tried_with_one_alone() -> None:
    receiver, rests, now = Receiver(), [], NOW
    for _ in range(8):
        assert receiver.admit(now, now) is None
        assert receiver.admit(now, now) or not receiver.troubles
        failed(receiver, now)
        rests.append((receiver.rests_until - now).total_seconds())
        now = max(receiver.rests_until, now + timedelta(seconds=POST_SECONDS))

    assert rests == [5, 10, 20, 40, 80, 160, LONGEST_REST, LONGEST_REST]


def test_what_it_asks_for_counts_where_it_is_longer() -> None:
    receiver = Receiver()
    receiver.admit(NOW, None)
    failed(receiver, NOW, later(90))

    assert receiver.rests_until == later(90)
    appointment = receiver.admit(NOW, None)
    assert appointment
    assert appointment > later(90)


def test_who_answers_again_is_in_trouble_no_more() -> None:
    receiver = Receiver()
    receiver.admit(NOW, None)
    failed(receiver, NOW)
    receiver.admit(later(5), NOW)
    heard(receiver, later(5))

    assert receiver.troubles == 0
    assert [receiver.admit(later(6), later(6)) for _ in range(AT_ONCE)] == [None] * AT_ONCE


def test_appointments_follow_the_pace_of_answers_up_to_a_horizon() -> None:
    receiver = Receiver()
    for _ in range(20):
        receiver.admit(NOW, NOW)
        heard(receiver, NOW, took=60.0)
    for _ in range(AT_ONCE):
        receiver.admit(NOW, NOW)

    first, second = receiver.admit(NOW, None), receiver.admit(NOW, None)
    assert first
    assert second
    assert second - first == timedelta(seconds=LONGEST_PACE)
    assert {receiver.admit(NOW, None) for _ in range(200)} >= {NOW + HORIZON}
    assert max(filter(None, (receiver.admit(NOW, None) for _ in range(9)))) == NOW + HORIZON

"""The pace of a host follows its answers, the latest most."""

from aurora.domains.perception.pace import Pace


def test_the_first_answer_is_the_average() -> None:
    assert Pace(delay=1.0).answered(0.4, delay=1.0).response_time == 0.4


def test_later_answers_move_the_average_by_a_fifth() -> None:
    pace = Pace(delay=1.0, crawl_delay=0.5).answered(1.0, delay=1.0).answered(2.0, delay=2.0)
    assert pace == Pace(delay=2.0, crawl_delay=0.5, response_time=1.2)


def test_a_host_that_has_become_slow_is_known_as_slow_in_the_end() -> None:
    pace = Pace().answered(0.1, delay=0.0)
    for _ in range(20):
        pace = pace.answered(10.0, delay=10.0)
    assert pace.response_time
    assert pace.response_time > 9.8

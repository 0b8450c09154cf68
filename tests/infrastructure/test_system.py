"""The machine's clock and identifiers."""

from datetime import UTC

from aurora.infrastructure.system import SystemClock, SystemIds, SystemPause


def test_the_clock_is_aware_and_in_utc() -> None:
    assert SystemClock().now().tzinfo is UTC


def test_the_clock_does_not_run_backwards() -> None:
    clock = SystemClock()
    assert clock.now() <= clock.now()


def test_identifiers_are_unique_sort_by_birth_and_are_of_version_seven() -> None:
    ids = SystemIds()
    made = [ids.new() for _ in range(1_000)]
    assert made == sorted(set(made))
    assert {id.version for id in made} == {7}


async def test_no_pause_is_no_pause() -> None:
    await SystemPause().wait(0)
    await SystemPause().wait(-1)

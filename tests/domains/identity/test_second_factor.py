"""What a second factor accepts, and how often."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from aurora.domains.identity.one_time_code import OneTimeCode, kept
from aurora.domains.identity.second_factor import (
    SecondFactor,
    SecondFactorOff,
    SecondFactorOn,
    WrongCode,
)
from aurora.infrastructure.memory.security import MemoryCodeApp

APP, ANA = MemoryCodeApp(), UUID(int=41)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
STEP = timedelta(seconds=30)
SECRET = bytes(20)
RECOVERY = ("ABCD-EFGH-IJKL-MNOP-QRST-2345", "BBCD-EFGH-IJKL-MNOP-QRST-2345")


def code(at: datetime = NOW, offset: int = 0) -> OneTimeCode:
    return OneTimeCode.read(APP.shown(SECRET, APP.now(at) + offset))


def begun() -> SecondFactor:
    factor = SecondFactor.of(ANA)
    factor.begin(SECRET)
    return factor


def turned_on() -> SecondFactor:
    factor = begun()
    factor.turn_on(code(), APP, NOW, kept(RECOVERY))
    return factor


def told(factor: SecondFactor) -> list[str]:
    return [type(event).__name__ for event in factor.pending]


def test_it_counts_once_a_code_confirms_it() -> None:
    factor = turned_on()

    assert (begun().on, factor.on) == (False, True)
    assert told(factor) == ["SecondFactorBegun", "SecondFactorTurnedOn"]


def test_a_wrong_code_confirms_nothing() -> None:
    factor = begun()

    with pytest.raises(WrongCode):
        factor.turn_on(code(offset=5), APP, NOW, ())
    assert not factor.on


def test_a_recovery_code_confirms_nothing() -> None:
    with pytest.raises(WrongCode):
        begun().turn_on(OneTimeCode.read(RECOVERY[0]), APP, NOW, ())


def test_nothing_is_confirmed_before_it_was_begun() -> None:
    with pytest.raises(SecondFactorOff):
        SecondFactor.of(ANA).turn_on(code(), APP, NOW, ())


def test_beginning_anew_makes_the_first_secret_void() -> None:
    factor = begun()
    factor.begin(bytes([1] * 20))

    with pytest.raises(WrongCode):
        factor.turn_on(code(), APP, NOW, ())


def test_what_is_on_is_not_begun_again() -> None:
    with pytest.raises(SecondFactorOn):
        turned_on().begin(SECRET)


def test_the_code_that_confirmed_opens_nothing_afterwards() -> None:
    with pytest.raises(WrongCode):
        turned_on().spend(code(), APP, NOW)


@pytest.mark.parametrize("offset", [-1, 0, 1])
def test_a_clock_may_be_half_a_minute_off(offset: int) -> None:
    later = NOW + 10 * STEP

    turned_on().spend(code(later, offset), APP, later)


@pytest.mark.parametrize("offset", [-2, 2])
def test_and_no_more_than_that(offset: int) -> None:
    later = NOW + 10 * STEP

    with pytest.raises(WrongCode):
        turned_on().spend(code(later, offset), APP, later)


def test_a_code_is_spent_once_and_so_are_those_before_it() -> None:
    factor, later = turned_on(), NOW + 10 * STEP
    factor.spend(code(later), APP, later)

    for offset in (0, -1):
        with pytest.raises(WrongCode):
            factor.spend(code(later, offset), APP, later)
    factor.spend(code(later, 1), APP, later)


def test_a_recovery_code_is_spent_once() -> None:
    factor = turned_on()
    factor.spend(OneTimeCode.read(RECOVERY[0].lower()), APP, NOW)

    with pytest.raises(WrongCode):
        factor.spend(OneTimeCode.read(RECOVERY[0]), APP, NOW)
    assert (told(factor)[-1], len(factor.recovery)) == ("RecoveryCodeUsed", 1)


def test_new_recovery_codes_make_the_old_ones_void() -> None:
    factor = turned_on()
    factor.replace_recovery_codes(kept(["CBCD-EFGH-IJKL-MNOP-QRST-2345"]))

    with pytest.raises(WrongCode):
        factor.spend(OneTimeCode.read(RECOVERY[0]), APP, NOW)


def test_what_was_removed_demands_nothing_and_is_forgotten() -> None:
    factor = turned_on()
    for _ in range(2):
        factor.remove()

    assert (factor.on, factor.secret, factor.recovery) == (False, None, ())
    assert told(factor).count("SecondFactorRemoved") == 1
    with pytest.raises(SecondFactorOff):
        factor.spend(code(), APP, NOW)


def test_after_a_removal_an_old_code_is_still_spent() -> None:
    factor = turned_on()
    factor.remove()
    factor.begin(SECRET)

    with pytest.raises(WrongCode):
        factor.turn_on(code(), APP, NOW, ())


def test_neither_secret_nor_recovery_codes_are_written_down() -> None:
    factor = turned_on()

    assert "secret" not in repr(factor)
    assert factor.recovery[0] not in repr(factor) + repr(factor.pending)

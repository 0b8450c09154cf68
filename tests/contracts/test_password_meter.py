"""What an estimate of passwords promises, in memory and by zxcvbn."""

import pytest

from aurora.domains.identity.ports import PasswordMeter
from aurora.domains.identity.strength import LEAST_SCORE
from aurora.infrastructure.memory.security import MemoryPasswordMeter
from aurora.infrastructure.security.meter import ZxcvbnMeter

GOOD = "correct horse battery staple"


@pytest.fixture(params=[MemoryPasswordMeter, ZxcvbnMeter])
def meter(request: pytest.FixtureRequest) -> PasswordMeter:
    made: PasswordMeter = request.param()
    return made


async def test_the_estimate_lies_between_nothing_and_four(meter: PasswordMeter) -> None:
    for password in (
        "",
        "a",
        "a" * 2_000,
        GOOD,
        "пароль, который знаю только я",
        "\U0001f511" * 20,
    ):
        strength = await meter.measure(password, ())
        assert 0 <= strength.score <= 4
        assert strength.guesses_log10 >= 0


async def test_what_repeats_itself_is_weaker_than_what_does_not(meter: PasswordMeter) -> None:
    repeated, varied = await meter.measure("a" * len(GOOD), ()), await meter.measure(GOOD, ())

    assert repeated.score < LEAST_SCORE <= varied.score
    assert repeated.guesses_log10 < varied.guesses_log10


async def test_words_about_somebody_make_a_password_weaker(meter: PasswordMeter) -> None:
    unknown, known = [await meter.measure("wxanalimaxw", about) for about in ((), ("analima",))]

    assert known.guesses_log10 <= unknown.guesses_log10
    assert known.score <= unknown.score

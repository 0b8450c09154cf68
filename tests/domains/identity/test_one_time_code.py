"""Codes as people type them."""

import pytest

from aurora.domains.errors import Invalid
from aurora.domains.identity.one_time_code import RECOVERY_BYTES, OneTimeCode, recovery_code

RECOVERY = "ABCD-EFGH-IJKL-MNOP-QRST-2345"
PLAIN = RECOVERY.replace("-", "")


@pytest.mark.parametrize("typed", ["012345", "012 345", " 012345 "])
def test_six_digits_are_a_code_of_an_app(typed: str) -> None:
    assert OneTimeCode.read(typed) == OneTimeCode(text="012345", recovers=False)


@pytest.mark.parametrize(
    "typed",
    [RECOVERY, RECOVERY.lower(), PLAIN, RECOVERY.replace("-", " "), RECOVERY.replace("B", "8")],
)
def test_groups_cases_and_digits_that_look_like_letters_are_no_matter(typed: str) -> None:
    assert OneTimeCode.read(typed) == OneTimeCode(text=PLAIN, recovers=True)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12345",
        "1234567",
        "٠١٢٣٤٥",
        "12345\n6",
        "ABCD-EFGH",
        RECOVERY.replace("5", "!"),
        "ABCD-EFGH-IJKL-2345",
        "1" * 100_000,
    ],
)
def test_what_can_be_no_code_is_refused_before_anything_is_looked_up(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        OneTimeCode.read(typed)
    assert refusal.value.field == "code"


def test_a_recovery_code_holds_enough_bits_for_a_plain_hash_in_six_groups() -> None:
    code = recovery_code(bytes(range(32)))

    assert [len(group) for group in code.split("-")] == [4] * 6
    assert RECOVERY_BYTES * 8 >= 112
    assert code != recovery_code(bytes(range(1, 33)))


def test_a_code_is_not_written_down() -> None:
    assert "012345" not in repr(OneTimeCode.read("012345"))

"""Which passwords are accepted."""

import pytest

from aurora.domains.errors import Invalid
from aurora.domains.identity.password import (
    LONGEST,
    SHORTEST,
    SHORTEST_OF_TWO,
    acceptable,
    comparable,
    stands_alone,
)


def test_fifteen_characters_are_enough_and_fourteen_are_not() -> None:
    assert acceptable("a" * SHORTEST) == "a" * SHORTEST
    with pytest.raises(Invalid, match="at least 15"):
        acceptable("a" * (SHORTEST - 1))


def test_a_password_may_be_long_but_not_endless() -> None:
    assert acceptable("a" * LONGEST)
    with pytest.raises(Invalid, match="at most 1,024"):
        comparable("a" * (LONGEST + 1))


def test_the_same_letters_typed_in_another_way_are_the_same_password() -> None:
    assert acceptable("cora\u00e7a\u0303o de pedra") == acceptable("corac\u0327\u00e3o de pedra")


def test_half_a_character_is_refused_before_it_reaches_the_hash() -> None:
    with pytest.raises(Invalid, match="whole characters"):
        comparable("a" * 20 + "\ud800")


def test_a_new_password_holds_no_nul() -> None:
    with pytest.raises(Invalid, match="NUL"):
        acceptable("a" * SHORTEST + "\0")


def test_eight_characters_are_enough_beside_a_second_factor_and_seven_are_not() -> None:
    assert acceptable("a" * SHORTEST_OF_TWO, second_factor=True) == "a" * SHORTEST_OF_TWO
    with pytest.raises(Invalid, match="at least 8"):
        acceptable("a" * (SHORTEST_OF_TWO - 1), second_factor=True)


def test_a_password_stands_alone_from_fifteen_characters_on() -> None:
    assert [stands_alone("a" * length) for length in (14, 15)] == [False, True]

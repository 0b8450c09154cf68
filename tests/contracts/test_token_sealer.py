"""What sealers of refresh tokens promise, in memory and with AES."""

import pytest

from aurora.domains.identity.ports import TokenSealer
from aurora.domains.identity.refresh_token import RefreshToken
from aurora.infrastructure.memory.security import MemoryTokenSealer
from aurora.infrastructure.security.sealer import AesGcmSealer

PARENT, CHILD, OTHER = (RefreshToken.mint(bytes([number] * 32)).text for number in range(3))


@pytest.fixture(params=[MemoryTokenSealer, AesGcmSealer])
def sealer(request: pytest.FixtureRequest) -> TokenSealer:
    chosen: TokenSealer = request.param()
    return chosen


def test_who_holds_the_parent_has_the_child(sealer: TokenSealer) -> None:
    assert sealer.open(sealer.seal(CHILD, PARENT), PARENT) == CHILD


def test_nobody_else_has_it(sealer: TokenSealer) -> None:
    sealed = sealer.seal(CHILD, PARENT)

    assert [sealer.open(sealed, token) for token in (OTHER, CHILD, "")] == [None] * 3


@pytest.mark.parametrize("broken", [b"", b"\0", b"\xff" * 12, b"\xff" * 100])
def test_what_is_no_seal_opens_for_nobody(sealer: TokenSealer, broken: bytes) -> None:
    assert sealer.open(broken, PARENT) is None


def test_a_seal_does_not_show_what_is_in_it_and_is_another_one_each_time() -> None:
    sealer = AesGcmSealer()
    sealed, again = (sealer.seal(CHILD, PARENT) for _ in range(2))

    assert sealed != again
    assert CHILD.encode() not in sealed
    assert all(
        sealer.open(bytes([*sealed[:place], sealed[place] ^ 1, *sealed[place + 1 :]]), PARENT)
        is None
        for place in range(len(sealed))
    )

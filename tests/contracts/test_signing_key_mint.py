"""What a mint of signing keys promises."""

import pytest

from aurora.domains.identity.ports import SigningKeyMint
from aurora.infrastructure.memory.security import MemorySigningKeyMint
from aurora.infrastructure.security.signing_keys import Ed25519Mint


@pytest.fixture(params=[MemorySigningKeyMint, Ed25519Mint])
def mint(request: pytest.FixtureRequest) -> SigningKeyMint:
    chosen: SigningKeyMint = request.param()
    return chosen


def test_no_key_is_like_another(mint: SigningKeyMint) -> None:
    keys = [mint.new() for _ in range(20)]

    for part in ("kid", "x", "private"):
        assert len({getattr(key, part) for key in keys}) == 20


def test_a_key_is_written_down_without_its_private_half(mint: SigningKeyMint) -> None:
    key = mint.new()

    assert key.private not in repr(key)

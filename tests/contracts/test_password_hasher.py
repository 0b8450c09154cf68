"""What a password hasher promises, in memory and under argon2."""

from collections.abc import Iterator

import pytest

from aurora.domains.identity.ports import PasswordHasher
from aurora.infrastructure.memory.security import MemoryPasswordHasher
from aurora.infrastructure.security.passwords import Argon2PasswordHasher

PASSWORD = "coração de pedra, pé de moleque"


@pytest.fixture(params=["memory", "argon2"])
def hasher(request: pytest.FixtureRequest) -> Iterator[PasswordHasher]:
    if request.param == "memory":
        yield MemoryPasswordHasher()
        return
    argon2 = Argon2PasswordHasher()
    yield argon2
    argon2.close()


async def test_the_password_matches_its_hash_and_no_other(hasher: PasswordHasher) -> None:
    hash = await hasher.hash(PASSWORD)

    assert await hasher.verify(PASSWORD, hash)
    assert not await hasher.verify(PASSWORD + " ", hash)
    assert not await hasher.verify("", hash)


async def test_one_password_has_many_hashes(hasher: PasswordHasher) -> None:
    assert await hasher.hash(PASSWORD) != await hasher.hash(PASSWORD)


async def test_without_a_hash_no_password_is_right(hasher: PasswordHasher) -> None:
    assert not await hasher.verify(PASSWORD, None)

"""What a source of secrets promises."""

import pytest

from aurora.domains.identity.ports import Secrets
from aurora.infrastructure.memory.security import MemorySecrets
from aurora.infrastructure.security.randomness import SystemSecrets


@pytest.mark.parametrize("source", [MemorySecrets(), SystemSecrets()])
def test_secrets_are_32_bytes_and_never_the_same(source: Secrets) -> None:
    given = [source.new() for _ in range(100)]

    assert {len(secret) for secret in given} == {32}
    assert len(set(given)) == 100

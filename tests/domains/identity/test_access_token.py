"""What access tokens say."""

from uuid import UUID

import pytest

from aurora.domains.identity.access_token import Claims
from aurora.domains.principal import Permission


def claims(scope: str = "search") -> Claims:
    nobody = UUID(int=1)
    return Claims(sub=nobody, sid=nobody, jti=nobody, iat=1_000, exp=1_600, scope=scope)


@pytest.mark.parametrize(
    ("now", "live"), [(960, False), (970, True), (1_000, True), (1_599.9, True), (1_600, False)]
)
def test_a_token_lives_from_a_little_before_its_birth_until_its_end(now: float, live: bool) -> None:
    assert claims().live(now) is live


def test_the_scope_names_permissions_and_unknown_words_allow_nothing() -> None:
    granted = claims("search everything collections:read").permissions

    assert granted == {Permission.SEARCH, Permission.READ_COLLECTIONS}

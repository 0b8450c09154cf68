"""What only people do."""

from uuid import UUID

import pytest
from tests.people import VIEWER

from aurora.domains.identity.oneself import NoPerson, require_person
from aurora.domains.principal import ANONYMOUS, SYSTEM, Principal, PrincipalKind

KEY = Principal(
    id=UUID(int=7), kind=PrincipalKind.KEY, name="aur_test", permissions=VIEWER.permissions
)


@pytest.mark.parametrize("by", [KEY, SYSTEM, ANONYMOUS])
def test_who_did_not_sign_in_has_no_account(by: Principal) -> None:
    with pytest.raises(NoPerson):
        require_person(by)


def test_a_person_has_one() -> None:
    require_person(VIEWER)

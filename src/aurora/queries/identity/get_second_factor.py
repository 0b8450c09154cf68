"""Have I a second factor?"""

import msgspec

from aurora.domains.principal import Permission, Principal
from aurora.queries.identity.views import SecondFactorView
from aurora.queries.query import Query
from aurora.queries.view import Views


class OwnSecondFactor(msgspec.Struct, frozen=True, kw_only=True):
    """Whether sign-ins take a code, and how many recovery codes are left."""

    on: bool
    recovery_codes_left: int


class GetSecondFactor(Query[OwnSecondFactor], frozen=True, kw_only=True):
    """Tell users how they sign in."""

    permission = Permission.SEE_SELF
    for_people = True
    waits_for = ("second_factors",)


async def get_second_factor(
    query: GetSecondFactor,  # noqa: ARG001  by type
    by: Principal,
    views: Views[SecondFactorView],
) -> OwnSecondFactor:
    """Where there never was one, there is none."""
    view = await views.get(by.id)
    if view is None:
        return OwnSecondFactor(on=False, recovery_codes_left=0)
    return OwnSecondFactor(on=view.on, recovery_codes_left=view.recovery_codes_left)

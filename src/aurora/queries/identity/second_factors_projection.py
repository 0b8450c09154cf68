"""Keeps up the views of second factors."""

from aurora.domains.event import Recorded
from aurora.domains.identity.events import (
    RecoveryCodesReplaced,
    RecoveryCodeUsed,
    SecondFactorRemoved,
    SecondFactorTurnedOn,
)
from aurora.queries.identity.views import SecondFactorView
from aurora.queries.view import Views


async def project_second_factors(recorded: Recorded, views: Views[SecondFactorView]) -> None:
    """Note who has one, and with how many recovery codes."""
    match recorded.event:
        case (
            SecondFactorTurnedOn(user_id=id, recovery_codes=left)
            | RecoveryCodesReplaced(user_id=id, recovery_codes=left)
            | RecoveryCodeUsed(user_id=id, left=left)
        ):
            await views.put(
                SecondFactorView(id=id, version=recorded.version, on=True, recovery_codes_left=left)
            )
        case SecondFactorRemoved(user_id=id):
            await views.put(SecondFactorView(id=id, version=recorded.version))

"""What holds whenever an administrator goes: another one is left."""

from aurora.domains.identity.ports import Users
from aurora.domains.identity.user import LastAdministrator, User


async def keep_an_administrator(going: User, users: Users) -> None:
    """Refuse to lose the last enabled administrator; raises LastAdministrator.

    Of two who lose each other at once, the second one sees that the first is gone.
    """
    if going.administers and not await users.other_administrators(going.id):
        raise LastAdministrator("this is the last administrator; make another one first")

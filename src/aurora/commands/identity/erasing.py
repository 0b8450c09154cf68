"""What goes with a person who is forgotten (LGPD art. 18, GDPR art. 17)."""

from aurora.commands.identity.forget_addresses import ForgetAddresses
from aurora.commands.identity.succession import keep_an_administrator
from aurora.domains.identity.ports import IdentityWork
from aurora.domains.identity.second_factor import second_factor_of
from aurora.domains.identity.user import User


async def forget(user: User, work: IdentityWork) -> None:
    """Erase an account and everything that tells of its person: the second factor, sessions with
    their addresses and agents, invitations to the address and the one that the account came of;
    raises LastAdministrator.

    Keys that the user issued open nothing any more, and from where they were used is forgotten too;
    invitations that the user made are void. What happened stays in the log, under an id that leads
    to nobody.
    """
    await keep_an_administrator(user, work.users)
    for key in await work.keys.issued_by(user.id):
        key.revoke()
        work.enqueue(ForgetAddresses(principal_id=key.id))
    for made in await work.invitations.open_by(user.id):
        made.revoke()
    for invitation in await work.invitations.about(user):
        invitation.erase()
        work.invitations.erase(invitation)
    if factor := await work.second_factors.find(second_factor_of(user.id)):
        factor.erase()
        work.second_factors.erase(factor)
    user.erase()
    work.users.erase(user)
    work.enqueue(ForgetAddresses(principal_id=user.id))
    await work.sessions.forget_of(user.id)

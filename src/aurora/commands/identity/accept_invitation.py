"""Open an account with what a letter gave."""

from aurora.commands.command import Command
from aurora.commands.identity.giving import staying
from aurora.commands.identity.guessing import guessing
from aurora.commands.identity.new_password import OpenedAccount, new_password
from aurora.commands.identity.vouching import rights_of
from aurora.domains.clock import Clock, Ids
from aurora.domains.errors import Invalid
from aurora.domains.identity.invitation import Invitation
from aurora.domains.identity.one_time import LinkRefused, sha256_of
from aurora.domains.identity.person import Person
from aurora.domains.identity.ports import (
    Identity,
    IdentityWork,
    PasswordHasher,
    PasswordMeter,
    Throttle,
)
from aurora.domains.identity.throttling import Trial
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission


class AcceptInvitation(Command[OpenedAccount], frozen=True, kw_only=True):
    """Exchange the token of an invitation for an account with name and password.

    Its request holds a password, so no hash of it is kept for idempotency: `secret_answer`.
    """

    permission = Permission.ANYONE
    secret_answer = True

    token: str
    name: str
    password: str


async def accept_invitation(
    command: AcceptInvitation,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    hasher: PasswordHasher,
    meter: PasswordMeter,
    clock: Clock,
    ids: Ids,
) -> OpenedAccount:
    """Check the token before the slow hashing, and again in the transaction that uses it up."""
    digest = sha256_of(command.token)
    async with guessing(throttle, Trial.INVITATION, digest, origin), identity.work() as work:
        invitation = await _admitted(command.token, work, clock)
    person = Person.of(invitation.email, command.name, invitation.language)
    password = await new_password(command.password, person, hasher, meter)
    async with identity.work() as work:
        invitation = await _admitted(command.token, work, clock)
        user = User.create(ids.new(), person, invitation.role, password.hash)
        invitation.accept(command.token, user.id, clock.now())
        work.users.add(user)
    return OpenedAccount(id=user.id, password_strength=password.strength)


async def _admitted(token: str, work: IdentityWork, clock: Clock) -> Invitation:
    """Give the invitation; raises LinkRefused, also where the address has an account meanwhile, or
    whoever invited could not give the role any more.
    """
    invitation = await work.invitations.with_token(sha256_of(token))
    if invitation is None:
        raise LinkRefused
    invitation.admit(token, clock.now())
    taken = await work.users.with_email(invitation.email)
    if taken or not await _vouched_for(invitation, work, clock):
        raise LinkRefused
    return invitation


async def _vouched_for(invitation: Invitation, work: IdentityWork, clock: Clock) -> bool:
    try:
        allowed = await staying(invitation.role, work)
    except Invalid:
        return False
    return allowed <= await rights_of(invitation.invited_by, work, clock.now())

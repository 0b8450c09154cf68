"""Issue an API key of one's own."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from aurora.commands.command import Command
from aurora.commands.identity.issuing import IssuedKey, Terms, issue, worth_a_letter
from aurora.domains.clock import Clock, Ids
from aurora.domains.identity.api_key import KeyLimit
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Identity, Secrets, Throttle
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission, Principal


class IssueOwnKey(Command[IssuedKey], frozen=True, kw_only=True):
    """Make an API key for a program of one's own, which stands for the caller; without a role it
    has the caller's.
    """

    permission = Permission.MANAGE_SELF
    for_people = True
    secret_answer = True

    name: str
    role: str | None = None
    scopes: frozenset[Permission] | None = None
    expires_at: Annotated[datetime, Meta(tz=True)] | None = None


async def issue_own_key(
    command: IssueOwnKey,
    by: Principal,
    origin: Origin,
    identity: Identity,
    throttle: Throttle,
    environment: Environment,
    limit: KeyLimit,
    secrets: Secrets,
    ids: Ids,
    clock: Clock,
) -> IssuedKey:
    """Mint a key that allows no more than its owner may do."""
    plain = PlainKey.mint(environment, ids.new(), secrets.new())
    async with worth_a_letter(by, origin, throttle) as told, identity.work() as work:
        role = (await work.users.get(by.id)).role if command.role is None else command.role
        terms = Terms(
            name=command.name,
            role=role,
            scopes=command.scopes,
            expires_at=command.expires_at,
            personal=True,
        )
        return await issue(plain, terms, by, clock.now(), work, limit, told=told)

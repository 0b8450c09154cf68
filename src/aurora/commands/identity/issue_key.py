"""Issue an API key."""

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

__all__ = ["IssueKey", "IssuedKey", "issue_key"]


class IssueKey(Command[IssuedKey], frozen=True, kw_only=True):
    """Make an API key for a service; `name` says what it is for, not whose it is, and `scopes`
    narrow what the role allows.
    """

    permission = Permission.MANAGE_KEYS
    secret_answer = True

    name: str
    role: str
    scopes: frozenset[Permission] | None = None
    expires_at: Annotated[datetime, Meta(tz=True)] | None = None


async def issue_key(
    command: IssueKey,
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
    """Mint a key that allows no more than its issuer may do."""
    plain = PlainKey.mint(environment, ids.new(), secrets.new())
    terms = Terms(
        name=command.name,
        role=command.role,
        scopes=command.scopes,
        expires_at=command.expires_at,
    )
    async with worth_a_letter(by, origin, throttle) as told, identity.work() as work:
        return await issue(plain, terms, by, clock.now(), work, limit, told=told)

"""Issue an API key."""

from uuid import UUID

import msgspec

from aurora.commands.command import Command
from aurora.commands.identity.giving import require_giving
from aurora.domains.clock import Ids
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Identity, Secrets
from aurora.domains.principal import Permission, Principal


class IssuedKey(msgspec.Struct, frozen=True, kw_only=True):
    """A new key; `key` is shown this once."""

    id: UUID
    name: str
    role: str
    prefix: str
    key: str


class IssueKey(Command[IssuedKey], frozen=True, kw_only=True):
    """Make an API key for a service; `name` says what it is for, not whose it is."""

    permission = Permission.MANAGE_KEYS
    secret_answer = True

    name: str
    role: str


async def issue_key(
    command: IssueKey,
    by: Principal,
    identity: Identity,
    environment: Environment,
    secrets: Secrets,
    ids: Ids,
) -> IssuedKey:
    """Mint a key that allows no more than its issuer may do."""
    plain = PlainKey.mint(environment, ids.new(), secrets.new())
    async with identity.work() as work:
        await require_giving(command.role, by, work)
        key = ApiKey.issue(plain, command.name, command.role, by.id)
        work.keys.add(key)
    return IssuedKey(id=key.id, name=key.name, role=key.role, prefix=key.prefix, key=plain.text)

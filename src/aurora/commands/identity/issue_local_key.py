"""Issue the key that the command line of this machine uses."""

from aurora.commands.command import Command
from aurora.domains.clock import Clock, Ids
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.plain_key import Environment, PlainKey
from aurora.domains.identity.ports import Identity, Secrets
from aurora.domains.identity.roles import Role
from aurora.domains.principal import Permission, Principal

NAME = "local command line"


class IssueLocalKey(Command[str], frozen=True, kw_only=True):
    """Make the local administrator key; the answer is its text, and the last one is revoked."""

    permission = Permission.OPERATE
    secret_answer = True


async def issue_local_key(
    command: IssueLocalKey,  # noqa: ARG001  it says all by its type
    by: Principal,
    identity: Identity,
    environment: Environment,
    secrets: Secrets,
    ids: Ids,
    clock: Clock,
) -> str:
    """Replace the local key in one step, so that there is never a second one."""
    plain = PlainKey.mint(environment, ids.new(), secrets.new())
    async with identity.work() as work:
        if last := await work.keys.local():
            last.revoke()
        work.keys.add(
            ApiKey.issue(plain, NAME, Role.ADMINISTRATOR, by.id, at=clock.now(), local=True)
        )
    return plain.text

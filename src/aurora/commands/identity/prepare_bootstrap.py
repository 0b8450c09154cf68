"""Have a one-time token ready while there is no administrator."""

from aurora.commands.command import Command
from aurora.domains.identity.installation import INSTALLATION_ID, Installation
from aurora.domains.identity.one_time import mint
from aurora.domains.identity.ports import Identity, Secrets
from aurora.domains.principal import Permission


class PrepareBootstrap(Command[str | None], frozen=True, kw_only=True):
    """Make this the one-time token, or a fresh one; the answer is None once it is not needed."""

    permission = Permission.OPERATE
    secret_answer = True

    token: str | None = None


async def prepare_bootstrap(
    command: PrepareBootstrap, identity: Identity, secrets: Secrets
) -> str | None:
    """Keep the token's SHA-256 and give the token back; a fresh one makes the last one void."""
    token = command.token or mint(secrets.new())
    async with identity.work() as work:
        installation = await work.installations.find(INSTALLATION_ID)
        if installation is None:
            installation = Installation(id=INSTALLATION_ID)
            work.installations.add(installation)
        if installation.claimed:
            return None
        installation.prepare(token)
    return token

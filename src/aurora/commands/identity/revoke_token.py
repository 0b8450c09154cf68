"""Make a token worthless, whoever holds it."""

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.identity.events import Ending
from aurora.domains.identity.ports import Identity, IdentityWork, Signer
from aurora.domains.identity.refresh_token import RefreshToken
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.session import Session
from aurora.domains.principal import Permission


class RevokeToken(Command[None], frozen=True, kw_only=True):
    """End the session that a refresh token or an access token is of (RFC 7009).

    A token that means nothing is as good as revoked, so nobody is told. Its request holds a token,
    so no hash of it is kept for idempotency: `secret_answer`.
    """

    permission = Permission.ANYONE
    secret_answer = True

    token: str


async def revoke_token(
    command: RevokeToken, identity: Identity, signer: Signer, clock: Clock
) -> None:
    """Believe whoever holds the token; a spent one ends its session like the current one."""
    async with identity.work() as work:
        if session := await _session(work, command.token, signer):
            session.end(Ending.REVOCATION, clock.now())


async def _session(work: IdentityWork, token: str, signer: Signer) -> Session | None:
    if refresh_token := RefreshToken.parse(token):
        return await work.sessions.with_token(refresh_token.sha256)
    try:
        return await work.sessions.find((await signer.verify(token)).sid)
    except NotRecognised:
        return None

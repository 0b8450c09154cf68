"""Make a token worthless, whoever holds it."""

from aurora.commands.command import Command
from aurora.domains.clock import Clock
from aurora.domains.identity.access_token import Claims
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
    token = await _read(command.token, signer)
    if token is None:
        return
    async with identity.work() as work:
        if session := await _session(work, token):
            session.end(Ending.REVOCATION, clock.now())


async def _read(token: str, signer: Signer) -> RefreshToken | Claims | None:
    """Give what the token is, None for junk. Keys may have to be read anew for it, so no unit of
    work is open meanwhile.
    """
    if refresh_token := RefreshToken.parse(token):
        return refresh_token
    try:
        return await signer.verify(token)
    except NotRecognised:
        return None


async def _session(work: IdentityWork, token: RefreshToken | Claims) -> Session | None:
    if isinstance(token, Claims):
        return await work.sessions.find(token.sid)
    return await work.sessions.with_token(token.sha256)

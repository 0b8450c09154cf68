"""Stay signed in."""

from aurora.commands.command import Command
from aurora.commands.identity.giving import allowed_by
from aurora.commands.identity.tokens import Tokens, give_tokens
from aurora.domains.clock import Clock, Ids
from aurora.domains.identity.events import Ending
from aurora.domains.identity.ports import Identity, IdentityWork, Secrets, Signer, TokenSealer
from aurora.domains.identity.refresh_token import RefreshToken
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.session import Session, Use
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission


class Refresh(Command[Tokens], frozen=True, kw_only=True):
    """Spend a refresh token for the next one and a fresh access token.

    Whatever is wrong, the refusal is the same NotRecognised. A token that was spent already ends
    its session, unless it is the last one spent and its child still waits to be used.
    """

    permission = Permission.ANYONE
    secret_answer = True

    refresh_token: str


async def refresh(
    command: Refresh,
    identity: Identity,
    secrets: Secrets,
    sealer: TokenSealer,
    signer: Signer,
    clock: Clock,
    ids: Ids,
    origin: Origin,
) -> Tokens:
    """Of many who come with the same token one is given a child, and the others the same child."""
    parent, child = RefreshToken.parse(command.refresh_token), RefreshToken.mint(secrets.new())
    if parent is None:
        raise NotRecognised
    sealed, now = sealer.seal(child.text, parent.text), clock.now()
    async with identity.work() as work:
        session, user = await _family(work, parent)
        allowed = await allowed_by(user.role, work)
        use = session.use(parent.sha256, now)
        if use is Use.FRESH:
            session.rotate(child.sha256, sealed, now, origin)
        elif use is Use.REUSED:
            session.end(Ending.REUSE, now)
    given = child if use is Use.FRESH else _same_child(session, use, parent, sealer)
    return await give_tokens(session, allowed, given, now, signer, ids)


async def _family(work: IdentityWork, token: RefreshToken) -> tuple[Session, User]:
    session = await work.sessions.with_token(token.sha256)
    user = await work.users.find(session.user_id) if session else None
    if session is None or user is None or user.disabled or user.has_ended(session):
        raise NotRecognised
    return session, user


def _same_child(
    session: Session, use: Use, parent: RefreshToken, sealer: TokenSealer
) -> RefreshToken:
    if use is not Use.REPEATED or session.sealed_child is None:
        raise NotRecognised
    text = sealer.open(session.sealed_child, parent.text)
    if text is None:
        raise NotRecognised
    return RefreshToken(text)

"""What signing in and staying in are answered with."""

from datetime import datetime
from uuid import UUID

import msgspec

from aurora.commands.identity.giving import allowed_by
from aurora.domains.clock import Clock, Ids
from aurora.domains.identity.access_token import LIFETIME, Claims
from aurora.domains.identity.ports import Identity, Secrets, Signer
from aurora.domains.identity.refresh_token import RefreshToken
from aurora.domains.identity.session import Session
from aurora.domains.identity.user import User
from aurora.domains.origin import Origin
from aurora.domains.principal import Permission


class Tokens(msgspec.Struct, frozen=True, kw_only=True):
    """A bearer token, for how many seconds it holds, and what to get the next one with (the form
    of RFC 6749, section 5.1); `session_id` is what the session is listed and ended by.
    """

    access_token: str
    expires_in: int
    refresh_token: str
    scope: str
    session_id: UUID
    token_type: str = "Bearer"  # noqa: S105  the kind of token, not one


async def start_session(
    user: User,
    origin: Origin,
    identity: Identity,
    secrets: Secrets,
    signer: Signer,
    clock: Clock,
    ids: Ids,
) -> Tokens:
    """Let somebody in who has proved who they are, to the account as it was read: whoever ended its
    sessions since then ended this one too.
    """
    refresh_token, now = RefreshToken.mint(secrets.new()), clock.now()
    session = Session.start(
        ids.new(), user.id, refresh_token.sha256, now, origin, account_version=user.version
    )
    async with identity.work() as work:
        allowed = await allowed_by(user.role, work)
        work.sessions.add(session)
    return await give_tokens(session, allowed, refresh_token, now, signer, ids)


async def give_tokens(
    session: Session,
    allowed: frozenset[Permission],
    refresh_token: RefreshToken,
    at: datetime,
    signer: Signer,
    ids: Ids,
) -> Tokens:
    """Sign an access token of the session, for what the user's role allows at this moment."""
    now = int(at.timestamp())
    claims = Claims(
        sub=session.user_id,
        sid=session.id,
        jti=ids.new(),
        iat=now,
        exp=now + LIFETIME,
        scope=" ".join(sorted(allowed)),
    )
    return Tokens(
        access_token=await signer.sign(claims),
        expires_in=LIFETIME,
        refresh_token=refresh_token.text,
        scope=claims.scope,
        session_id=session.id,
    )

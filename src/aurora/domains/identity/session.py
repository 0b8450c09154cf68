"""The session: what a sign-in starts, and the family of refresh tokens that keeps it alive."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from uuid import UUID

from aurora.domains.aggregate import Aggregate
from aurora.domains.identity.events import Ending, SessionEnded, SessionRefreshed, SessionStarted
from aurora.domains.origin import Origin

LIFETIME = timedelta(days=30)
IDLE = timedelta(days=7)
GRACE = timedelta(seconds=10)
KEPT = timedelta(days=7)


class Use(Enum):
    """What presenting a token of the family means at a moment."""

    FRESH = auto()  # the current token: it is rotated
    REPEATED = auto()  # its immediate predecessor, in time: it gets the same child again
    REUSED = auto()  # any other: somebody has a token that was spent
    OVER = auto()  # none means anything any more


@dataclass(kw_only=True, eq=False)
class Session(Aggregate):
    """One sign-in: whose, since when, until when, and the hashes of its newest two tokens.

    `account_version` is that of the account by which somebody was let in. Older tokens are known to
    the store alone, as spent. `sealed_child` is the current token, sealed under its predecessor;
    agent and address are those of the last use.
    """

    user_id: UUID
    account_version: int
    started_at: datetime
    expires_at: datetime
    used_at: datetime
    token_sha256: str
    predecessor_sha256: str | None = None
    rotated_at: datetime | None = None
    sealed_child: bytes | None = None
    agent: str | None = None
    address: str | None = None
    ended: Ending | None = None
    ended_at: datetime | None = None

    def concerns(self) -> UUID:
        """Give the user whose session it is."""
        return self.user_id

    @classmethod
    def start(
        cls,
        id: UUID,
        user_id: UUID,
        token_sha256: str,
        at: datetime,
        origin: Origin,
        *,
        account_version: int,
    ) -> "Session":
        """Begin a family with its first token."""
        session = cls(
            id=id,
            user_id=user_id,
            account_version=account_version,
            started_at=at,
            expires_at=at + LIFETIME,
            used_at=at,
            token_sha256=token_sha256,
            agent=origin.agent,
            address=origin.address,
        )
        session.record(
            SessionStarted(
                session_id=id,
                user_id=user_id,
                at=at,
                expires_at=session.expires_at,
                account_version=account_version,
            )
        )
        return session

    @property
    def over_at(self) -> datetime:
        """When the session ended, or will end if it is left alone."""
        return min(self.expires_at, self.used_at + IDLE, self.ended_at or self.expires_at)

    def live(self, at: datetime) -> bool:
        """Tell whether the session was neither ended nor left alone for too long."""
        return self.ended is None and at < self.over_at

    def use(self, token_sha256: str, at: datetime) -> Use:
        """Tell what presenting that token of the family means; nothing changes."""
        if not self.live(at):
            return Use.OVER
        if token_sha256 == self.token_sha256:
            return Use.FRESH
        in_time = self.rotated_at is not None and at <= self.rotated_at + GRACE
        return Use.REPEATED if in_time and token_sha256 == self.predecessor_sha256 else Use.REUSED

    def rotate(self, child_sha256: str, sealed_child: bytes, at: datetime, origin: Origin) -> None:
        """Spend the current token for its child."""
        self.predecessor_sha256, self.token_sha256 = self.token_sha256, child_sha256
        self.sealed_child, self.rotated_at, self.used_at = sealed_child, at, at
        self.agent, self.address = origin.agent, origin.address
        self.record(SessionRefreshed(session_id=self.id, user_id=self.user_id))

    def end(self, why: Ending, at: datetime) -> None:
        """Make its tokens worthless; doing it again changes nothing."""
        if self.ended is None:
            self.ended, self.ended_at, self.sealed_child = why, at, None
            self.record(SessionEnded(session_id=self.id, user_id=self.user_id, why=why))


def cut_off(session_id: UUID, account_version: int, sessions_from: int, kept: UUID | None) -> bool:
    """Tell whether a session was over when its user last ended theirs: by what the account was when
    it let somebody in, for clocks differ from one instance to the next.
    """
    return account_version < sessions_from and session_id != kept

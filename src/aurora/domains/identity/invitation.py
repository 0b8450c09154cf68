"""The invitation: how somebody comes to an account without anybody else knowing its password."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict
from aurora.domains.identity.account_events import (
    InvitationAccepted,
    InvitationErased,
    InvitationMade,
    InvitationOffered,
    InvitationRenewed,
    InvitationRevoked,
)
from aurora.domains.identity.one_time import LinkRefused, Ticket

LIFE = timedelta(days=7)


class InvitationClosed(Conflict):
    """The invitation was accepted or revoked."""


class Standing(StrEnum):
    """What became of an invitation."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(kw_only=True, eq=False)
class Invitation(Aggregate):
    """An account that somebody may open: for which address, with which role, until when.

    There is one that is neither accepted nor revoked to an address at a time; of its token, which
    is in a letter, the SHA-256 is kept.
    """

    email: str
    role: str
    language: str
    invited_by: UUID
    until: datetime
    sha256: str | None = None
    accepted_by: UUID | None = None
    revoked: bool = False

    @classmethod
    def make(
        cls, id: UUID, email: str, role: str, language: str, invited_by: UUID, at: datetime
    ) -> "Invitation":
        """Invite a folded address."""
        invitation = cls(
            id=id,
            email=email,
            role=role,
            language=language,
            invited_by=invited_by,
            until=at + LIFE,
        )
        invitation.record(
            InvitationMade(
                invitation_id=id, role=role, invited_by=invited_by, until=invitation.until
            )
        )
        return invitation

    @property
    def closed(self) -> bool:
        """Whether it can never be accepted any more, not even when it is renewed."""
        return self.accepted_by is not None or self.revoked

    def renew(self, by: UUID, at: datetime) -> None:
        """Let it hold as long as a new one, on the word of who renews it; raises
        InvitationClosed.
        """
        self._require_open()
        self.invited_by, self.until = by, at + LIFE
        self.record(InvitationRenewed(invitation_id=self.id, until=self.until, invited_by=by))

    def offer(self, sha256: str) -> None:
        """Take the token of that hash from now on, and no other."""
        self.sha256 = sha256
        self.record(InvitationOffered(invitation_id=self.id))

    def admit(self, token: str, now: datetime) -> None:
        """Refuse everything but its token, in time; raises LinkRefused."""
        if self.sha256 is None or self.closed:
            raise LinkRefused
        Ticket(sha256=self.sha256, until=self.until).admit(token, now)

    def accept(self, token: str, user_id: UUID, now: datetime) -> None:
        """Use it up for an account."""
        self.admit(token, now)
        self.accepted_by, self.sha256 = user_id, None
        self.record(InvitationAccepted(invitation_id=self.id, user_id=user_id))

    def revoke(self) -> None:
        """Take it back; doing it again changes nothing, and too late raises InvitationClosed."""
        if not self.revoked:
            self._require_open()
            self.revoked, self.sha256 = True, None
            self.record(InvitationRevoked(invitation_id=self.id))

    def erase(self) -> None:
        """Be no more, because the person at that address wants to be forgotten."""
        self.record(InvitationErased(invitation_id=self.id))

    def _require_open(self) -> None:
        if self.closed:
            raise InvitationClosed("this invitation was accepted or revoked")

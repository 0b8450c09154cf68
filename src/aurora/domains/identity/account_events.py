"""What happens to invitations, and to what accounts say of their owners."""

from datetime import datetime
from uuid import UUID

from aurora.domains.event import Event


class ProfileChanged(Event, frozen=True, kw_only=True, tag="identity.profile-changed.v1"):
    """Somebody is called or written to differently."""

    user_id: UUID


class AddressChangeAsked(Event, frozen=True, kw_only=True, tag="identity.address-change-asked.v1"):
    """Somebody wants another e-mail address, which is to be confirmed."""

    user_id: UUID


class AddressOffered(Event, frozen=True, kw_only=True, tag="identity.address-offered.v1"):
    """A one-time token confirms the address that somebody wants; an older one is void."""

    user_id: UUID
    until: datetime


class AddressChanged(Event, frozen=True, kw_only=True, tag="identity.address-changed.v1"):
    """Somebody has another e-mail address."""

    user_id: UUID


class InvitationMade(Event, frozen=True, kw_only=True, tag="identity.invitation-made.v1"):
    """Somebody may open an account with that role until then; `invited_by` is a user or a key."""

    invitation_id: UUID
    role: str
    invited_by: UUID
    until: datetime


class InvitationOffered(Event, frozen=True, kw_only=True, tag="identity.invitation-offered.v1"):
    """A letter brings a one-time token for an invitation; an older one is void."""

    invitation_id: UUID


class InvitationRenewed(Event, frozen=True, kw_only=True, tag="identity.invitation-renewed.v1"):
    """An invitation holds longer, until then, and is sent again; who renewed it made it from now
    on, if that was kept.
    """

    invitation_id: UUID
    until: datetime
    invited_by: UUID | None = None


class InvitationAccepted(Event, frozen=True, kw_only=True, tag="identity.invitation-accepted.v1"):
    """An invitation became an account."""

    invitation_id: UUID
    user_id: UUID


class InvitationRevoked(Event, frozen=True, kw_only=True, tag="identity.invitation-revoked.v1"):
    """An invitation was taken back."""

    invitation_id: UUID


class InvitationErased(Event, frozen=True, kw_only=True, tag="identity.invitation-erased.v1"):
    """Nothing is kept of an invitation, because who was invited is forgotten."""

    invitation_id: UUID


ACCOUNT_EVENTS: tuple[type[Event], ...] = (
    ProfileChanged,
    AddressChangeAsked,
    AddressOffered,
    AddressChanged,
    InvitationMade,
    InvitationOffered,
    InvitationRenewed,
    InvitationAccepted,
    InvitationRevoked,
    InvitationErased,
)

"""What questions about identity need from outside: documented ways past the projections."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from aurora.domains.identity.person import Person
from aurora.queries.identity.listed_session import ListedSession
from aurora.queries.identity.views import KeyView, RoleView, SessionView, UserView
from aurora.queries.view import Slice


class Doorkeeper(Protocol):
    """Looks up in the record whom no view tells of, so that lost views neither open nor lock."""

    async def find_user(self, id: UUID) -> UserView | None:
        """Give the user as the record has it, or None."""
        ...

    async def find_key(self, id: UUID) -> KeyView | None:
        """Give the key as the record has it, or None."""
        ...

    async def find_role(self, id: UUID) -> RoleView | None:
        """Give the own role as the record has it, or None."""
        ...

    async def find_session(self, id: UUID) -> SessionView | None:
        """Give the session as the record has it, or None."""
        ...


class KeyUses(Protocol):
    """Says when keys were last used, to the minute; this is no event, and no view tells of it."""

    def note(self, id: UUID) -> None:
        """Take note that a key is used at this moment; it is kept within a minute."""
        ...

    async def last(self, ids: Sequence[UUID]) -> Mapping[UUID, datetime]:
        """Give when each of the keys was last used, as far as that is known."""
        ...


class Directory(Protocol):
    """Says who users are; this is told nowhere but in the record, from where it can be erased."""

    async def people(self, ids: Sequence[UUID]) -> Mapping[UUID, Person]:
        """Give the people behind those of the ids that are users."""
        ...

    async def wanted(self, id: UUID) -> str | None:
        """Give the address that a user wants and has not confirmed yet, or None."""
        ...

    async def invited(self, ids: Sequence[UUID]) -> Mapping[UUID, str]:
        """Give the addresses behind those of the ids that are invitations."""
        ...


class SessionList(Protocol):
    """Says from where users are signed in; this too is told nowhere but in the record."""

    async def of(self, user_id: UUID, at: datetime, part: Slice) -> Sequence[ListedSession]:
        """Give the sessions of the user that are not over at that moment, by ascending id."""
        ...

    async def with_token(self, sha256: str, at: datetime) -> ListedSession | None:
        """Give the session, not over at that moment, whose current refresh token has that hash and
        whose user may come in; None where there is none.
        """
        ...


class Freshness(Protocol):
    """Says whether the views of identity may be believed about who may come in."""

    async def known(self) -> bool:
        """Tell whether they are known to show all that closed a door until less than a second
        ago; where they are not, the record has to be asked.
        """
        ...

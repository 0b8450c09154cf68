"""The user: a person with an account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Conflict
from aurora.domains.identity.account_events import (
    AddressChangeAsked,
    AddressChanged,
    AddressOffered,
    ProfileChanged,
)
from aurora.domains.identity.events import (
    PasswordChanged,
    PasswordRehashed,
    PasswordResetOffered,
    SessionsEnded,
    UserCreated,
    UserDisabled,
    UserEnabled,
    UserErased,
    UserRoleChanged,
)
from aurora.domains.identity.one_time import LinkRefused, Ticket
from aurora.domains.identity.password import SHORTEST
from aurora.domains.identity.person import Person
from aurora.domains.identity.roles import Role
from aurora.domains.identity.session import Session, cut_off


class EmailTaken(Conflict):
    """Somebody else has an account under that e-mail address."""


class ShortPassword(Conflict):
    """The password is too short to stand alone."""


class DisablesOneself(Conflict):
    """Nobody closes the door behind themselves, so that one administrator is always left."""


class LastAdministrator(Conflict):
    """Nobody else could administer this installation."""


@dataclass(kw_only=True, eq=False)
class User(Aggregate):
    """An account: who it belongs to, what it may do, and the hash of its password, which may be
    too short to stand alone.

    Sessions that an older version of the account than `sessions_from` let in are void, except the
    kept one.
    """

    person: Person
    role: str
    password_hash: str
    disabled: bool = False
    sessions_from: int = 0
    kept_session: UUID | None = None
    password_stands_alone: bool = True
    reset: Ticket | None = None
    new_email: str | None = None
    new_address: Ticket | None = None

    @classmethod
    def create(cls, id: UUID, person: Person, role: str, password_hash: str) -> "User":
        """Open an account."""
        user = cls(id=id, person=person, role=role, password_hash=password_hash)
        user.record(UserCreated(user_id=id, role=role))
        return user

    @property
    def administers(self) -> bool:
        """Whether the user can administer this installation at present."""
        return self.role == Role.ADMINISTRATOR and not self.disabled

    def change_role(self, role: str) -> None:
        """Hold another role from now on; the same one again changes nothing."""
        if role != self.role:
            self.role = role
            self.record(UserRoleChanged(user_id=self.id, role=role))

    def disable(self, by: UUID) -> None:
        """Keep the user out, and void what letters offered; doing it again changes nothing."""
        if by == self.id:
            raise DisablesOneself("another administrator has to disable this account")
        if not self.disabled:
            self.disabled = True
            self._void_letters()
            self.record(UserDisabled(user_id=self.id))

    def enable(self) -> None:
        """Let the user in again; doing it again changes nothing."""
        if self.disabled:
            self.disabled = False
            self.record(UserEnabled(user_id=self.id))

    def end_sessions(self, at: datetime, kept: UUID | None = None) -> None:
        """Make everything void that was signed in to before, but for one session."""
        self.sessions_from, self.kept_session = self.next_version, kept
        self.record(SessionsEnded(user_id=self.id, at=at, kept=kept))

    def has_ended(self, session: Session) -> bool:
        """Tell whether the session was over when the user last ended theirs."""
        return cut_off(session.id, session.account_version, self.sessions_from, self.kept_session)

    def change_password(
        self,
        password_hash: str,
        at: datetime,
        *,
        stands_alone: bool = True,
        kept: UUID | None = None,
    ) -> None:
        """Take another password from now on; sessions but the kept one, and what letters offered,
        are void: whoever knew the last password may have asked for a new address.
        """
        self.password_hash, self.password_stands_alone = password_hash, stands_alone
        self._void_letters()
        self.record(PasswordChanged(user_id=self.id))
        self.end_sessions(at, kept)

    def offer_reset(self, ticket: Ticket) -> None:
        """Let whoever has the token set a new password; a token before it is void."""
        self.reset = ticket
        self.record(PasswordResetOffered(user_id=self.id, until=ticket.until))

    def admit_reset(self, token: str, now: datetime) -> None:
        """Refuse everything but the token that was offered last, in time and to somebody who may
        come in; raises LinkRefused.
        """
        if self.reset is None or self.disabled:
            raise LinkRefused
        self.reset.admit(token, now)

    def lose_second_factor(self, at: datetime, kept: UUID | None = None) -> None:
        """End all sessions but for one, as the password stands alone from now on; raises
        ShortPassword where it is too short for that.
        """
        if not self.password_stands_alone:
            raise ShortPassword(
                f"the password has less than {SHORTEST} characters, which is enough beside a "
                "second factor only: it has to be changed before the second factor can go"
            )
        self.end_sessions(at, kept)

    def describe(self, *, name: str | None = None, language: str | None = None) -> None:
        """Be called or written to differently; what is None stays, the same changes nothing."""
        person = Person.of(
            self.person.email,
            self.person.name if name is None else name,
            self.person.language if language is None else language,
        )
        if person != self.person:
            self.person = person
            self.record(ProfileChanged(user_id=self.id))

    def ask_address(self, email: str) -> None:
        """Want another folded e-mail address; one that was wanted before is forgotten."""
        self.new_email, self.new_address = email, None
        self.record(AddressChangeAsked(user_id=self.id))

    def offer_address(self, ticket: Ticket) -> None:
        """Let whoever has the token confirm the address that is wanted."""
        self.new_address = ticket
        self.record(AddressOffered(user_id=self.id, until=ticket.until))

    def confirm_address(self, token: str, now: datetime) -> None:
        """Have the address that was wanted; links that were sent to the last one are void."""
        if self.new_address is None or self.new_email is None or self.disabled:
            raise LinkRefused
        self.new_address.admit(token, now)
        self.person = replace(self.person, email=self.new_email)
        self._void_letters()
        self.record(AddressChanged(user_id=self.id))

    def erase(self) -> None:
        """Be no more than an id."""
        self.record(UserErased(user_id=self.id))

    def rehash(self, password_hash: str) -> None:
        """Keep the same password under newer parameters."""
        self.password_hash = password_hash
        self.record(PasswordRehashed(user_id=self.id))

    def _void_letters(self) -> None:
        self.new_email = self.new_address = self.reset = None

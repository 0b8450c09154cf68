"""What identity needs from outside."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol
from uuid import UUID

from aurora.domains.aggregate import Repository
from aurora.domains.identity.access_token import Claims, KeySet
from aurora.domains.identity.api_key import ApiKey
from aurora.domains.identity.installation import Installation
from aurora.domains.identity.invitation import Invitation
from aurora.domains.identity.keyring import Keyring, MintedKey
from aurora.domains.identity.letters import Letter
from aurora.domains.identity.own_role import OwnRole
from aurora.domains.identity.second_factor import SecondFactor
from aurora.domains.identity.session import Session
from aurora.domains.identity.strength import Strength
from aurora.domains.identity.throttling import Attempt
from aurora.domains.identity.user import User
from aurora.domains.work import Work


class Users(Repository[User], Protocol):
    """The accounts."""

    async def with_email(self, email: str) -> User | None:
        """Give the account under that folded address, or None."""
        ...

    async def with_new_address(self, sha256: str) -> User | None:
        """Give the account whose new address the token of that hash confirms, or None."""
        ...

    async def with_reset(self, sha256: str) -> User | None:
        """Give the account whose password the token of that hash resets, or None."""
        ...

    async def other_administrators(self, than: UUID) -> int:
        """Count the enabled administrators beside that one; of several units of work that ask,
        each counts what those before it left.
        """
        ...


class Invitations(Repository[Invitation], Protocol):
    """The invitations; an open one is neither accepted nor revoked."""

    async def open_to(self, email: str) -> Invitation | None:
        """Give the open one to that folded address, or None; there is never a second one."""
        ...

    async def with_token(self, sha256: str) -> Invitation | None:
        """Give the one whose token has that hash, or None."""
        ...

    async def about(self, user: User) -> Sequence[Invitation]:
        """Give all to the user's address, and the one that the account came of."""
        ...

    async def over_before(self, at: datetime, limit: int) -> Sequence[Invitation]:
        """Give some of those that could not be accepted any more at that moment."""
        ...

    async def open_by(self, maker: UUID) -> Sequence[Invitation]:
        """Give the open ones of a user or key."""
        ...


class Keys(Repository[ApiKey], Protocol):
    """The API keys."""

    async def issued_by(self, user_id: UUID) -> Sequence[ApiKey]:
        """Give all that a user issued, revoked ones among them."""
        ...

    async def live(self, issued_by: UUID, now: datetime) -> int:
        """Count those that a principal issued and that still open something; nobody issues another
        one in its name until the unit of work ends.
        """
        ...

    async def local(self) -> ApiKey | None:
        """Give the local key that still opens something, or None; there is never a second one."""
        ...


class Roles(Repository[OwnRole], Protocol):
    """The roles of this installation's own, deleted ones among them."""

    async def staying(self, name: str) -> OwnRole | None:
        """Give the role of that name, or None; nobody deletes it until the unit of work ends."""
        ...

    async def holders(self, name: str, now: datetime) -> int:
        """Count the accounts, and the keys and invitations that still open something, which hold
        the role; nobody is given it until the unit of work ends.
        """
        ...


class Sessions(Repository[Session], Protocol):
    """The sessions, and the tokens that were spent in them."""

    async def with_token(self, sha256: str) -> Session | None:
        """Give the session that a token is or was of, however long ago it was spent, or None."""
        ...

    async def forget_children(self, rotated_before: datetime) -> None:
        """Forget the sealed tokens that nobody may be given again."""
        ...

    async def forget_over(self, before: datetime) -> None:
        """Forget sessions, with all that is known of them, that were over before that moment."""
        ...

    async def forget_of(self, user_id: UUID) -> None:
        """Forget every session of a user, with all that is known of them."""
        ...


class IdentityWork(Work, Protocol):
    """A unit of work over identity."""

    @property
    def users(self) -> Users:
        """The accounts."""
        ...

    @property
    def invitations(self) -> Invitations:
        """The invitations."""
        ...

    @property
    def keys(self) -> Keys:
        """The API keys."""
        ...

    @property
    def roles(self) -> Roles:
        """The roles of this installation's own."""
        ...

    @property
    def sessions(self) -> Sessions:
        """The sessions."""
        ...

    @property
    def second_factors(self) -> Repository[SecondFactor]:
        """The second factors of users who have one, or had."""
        ...

    @property
    def keyrings(self) -> Repository[Keyring]:
        """The one keyring."""
        ...

    @property
    def installations(self) -> Repository[Installation]:
        """The one installation."""
        ...


class Identity(Protocol):
    """Where accounts, keys and the state of the installation are kept."""

    def work(self) -> AbstractAsyncContextManager[IdentityWork]:
        """Open a unit of work; a clean exit commits it, an exception undoes it."""
        ...


class Throttle(Protocol):
    """Slows down whoever guesses, in the same way whether what they name exists or not."""

    async def admit(self, attempt: Attempt) -> None:
        """Count an attempt before it is judged; raises TooOften where it comes too early, and then
        does not count it.
        """
        ...

    async def forgive(self, attempt: Attempt) -> None:
        """Take back one attempt, because it proved right or was not judged at all."""
        ...


class PasswordHasher(Protocol):
    """Hashes passwords slowly and off the event loop; raises Unavailable when too many wait."""

    async def hash(self, password: str) -> str:
        """Give a salted hash that carries its own parameters."""
        ...

    async def verify(self, password: str, hash: str | None) -> bool:
        """Tell whether the password is the hashed one; without a hash, spend as long on a no."""
        ...

    def outdated(self, hash: str) -> bool:
        """Tell whether new hashes are made with other parameters than this one."""
        ...


class PasswordMeter(Protocol):
    """Estimates how hard passwords are to guess."""

    async def measure(self, password: str, about: Sequence[str]) -> Strength:
        """Estimate it for somebody about whom an attacker knows these words."""
        ...


class Signer(Protocol):
    """Signs access tokens, and believes none but its own."""

    async def sign(self, claims: Claims) -> str:
        """Give a token that says this, for as long as the claims allow."""
        ...

    async def verify(self, token: str) -> Claims:
        """Give what a genuine token of this moment says; raises Unauthenticated for any other."""
        ...

    async def jwks(self) -> KeySet:
        """Give the public keys."""
        ...


class SigningKeyMint(Protocol):
    """Makes keys to sign access tokens with."""

    def new(self) -> MintedKey:
        """Give a key pair that nobody has seen."""
        ...


class Mailer(Protocol):
    """Sends letters to people."""

    async def send(self, letter: Letter) -> None:
        """Send it; raises Unavailable while that cannot be done, and LetterRefused where it never
        can.
        """
        ...


class Secrets(Protocol):
    """Gives unguessable bytes."""

    def new(self) -> bytes:
        """Give 32 fresh random bytes."""
        ...


class TokenSealer(Protocol):
    """Seals a refresh token so that only who holds its parent can have it again."""

    def seal(self, child: str, parent: str) -> bytes:
        """Give the child, to be read with the parent alone."""
        ...

    def open(self, sealed: bytes, parent: str) -> str | None:
        """Give the child back, None where the parent is another one or the seal is broken."""
        ...

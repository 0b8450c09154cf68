"""What every new password goes through: its shape, its strength, its hash."""

from uuid import UUID

import msgspec

from aurora.domains.identity.password import acceptable, stands_alone
from aurora.domains.identity.person import Person
from aurora.domains.identity.ports import PasswordHasher, PasswordMeter
from aurora.domains.identity.strength import Strength, require_strong, words_about


class OpenedAccount(msgspec.Struct, frozen=True, kw_only=True):
    """A new user, and how hard the password is to guess."""

    id: UUID
    password_strength: Strength


class ChangedPassword(msgspec.Struct, frozen=True, kw_only=True):
    """How hard the new password is to guess."""

    password_strength: Strength


class NewPassword(msgspec.Struct, frozen=True):
    """The hash of a password that was accepted, and how hard it is to guess; one that does not
    stand alone needs the second factor beside it.
    """

    hash: str
    strength: Strength
    stands_alone: bool = True


async def new_password(
    password: str,
    person: Person,
    hasher: PasswordHasher,
    meter: PasswordMeter,
    *,
    second_factor: bool = False,
) -> NewPassword:
    """Hash what is acceptable; raises Invalid, and WeakPassword for what is easy to guess.

    Somebody with a second factor may choose a shorter one.
    """
    chosen = acceptable(password, second_factor=second_factor)
    strength = await meter.measure(chosen, words_about(person))
    require_strong(chosen, person, strength)
    return NewPassword(await hasher.hash(chosen), strength, stands_alone(chosen))

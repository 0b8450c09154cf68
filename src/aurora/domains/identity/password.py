"""Passwords: what is accepted, and the form in which they are compared (NIST SP 800-63B-4)."""

import unicodedata

from aurora.domains.errors import Invalid

SHORTEST = 15
SHORTEST_OF_TWO = 8  # where it is one of two factors (NIST SP 800-63B-4)
LONGEST = 1_024


def comparable(password: str) -> str:
    """Give the password in NFC; raises Invalid for one too long to be worth hashing."""
    if len(password) > LONGEST:
        raise Invalid(f"a password has at most {LONGEST:,} characters", "password")
    try:
        password.encode()
    except UnicodeEncodeError:
        raise Invalid("a password is made of whole characters", "password") from None
    return unicodedata.normalize("NFC", password)


def acceptable(password: str, *, second_factor: bool = False) -> str:
    """Give a new password in NFC; raises Invalid for one too short, too long or with a NUL.

    It may be shorter for somebody whose sign-in takes a second factor.
    """
    compared = comparable(password)
    if "\0" in compared:
        raise Invalid("a password holds no NUL character", "password")
    shortest = SHORTEST_OF_TWO if second_factor else SHORTEST
    if len(compared) < shortest:
        raise Invalid(f"a password has at least {shortest} characters", "password")
    return compared


def stands_alone(password: str) -> bool:
    """Tell whether the password, in NFC, is long enough without a second factor."""
    return len(password) >= SHORTEST

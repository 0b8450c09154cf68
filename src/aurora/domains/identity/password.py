"""Passwords: what is accepted, and the form in which they are compared (NIST SP 800-63B-4)."""

import unicodedata

from aurora.domains.errors import Invalid

SHORTEST = 15
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


def acceptable(password: str) -> str:
    """Give a new password in NFC; raises Invalid for one too short, too long or with a NUL."""
    compared = comparable(password)
    if "\0" in compared:
        raise Invalid("a password holds no NUL character", "password")
    if len(compared) < SHORTEST:
        raise Invalid(f"a password has at least {SHORTEST} characters", "password")
    return compared

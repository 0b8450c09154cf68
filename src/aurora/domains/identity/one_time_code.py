"""A code as somebody types it: six digits from an app, or a recovery code."""

import base64
import hashlib
import re
from collections.abc import Sequence

import msgspec

from aurora.domains.errors import Invalid

RECOVERY_BYTES = 15  # 120 bits: from 112 on a plain hash is enough (OWASP ASVS 5.0, 6.5.2)
RECOVERY_CODES = 10
GROUP = 4
LONGEST = 64
DIGITS = re.compile(r"[0-9]{6}")
RECOVERY = re.compile(r"[A-Z2-7]{24}")
BETWEEN = str.maketrans("018", "OIB", " -")  # digits that the alphabet (RFC 4648) has not


class OneTimeCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code in the form that it is compared in."""

    text: str
    recovers: bool

    def __repr__(self) -> str:
        return "OneTimeCode()"

    @classmethod
    def read(cls, typed: str) -> "OneTimeCode":
        """Take what somebody typed, in groups or not; raises Invalid for what can be no code."""
        if len(typed) <= LONGEST:
            digits = typed.replace(" ", "")
            if DIGITS.fullmatch(digits):
                return cls(text=digits, recovers=False)
            letters = typed.upper().translate(BETWEEN)
            if RECOVERY.fullmatch(letters):
                return cls(text=letters, recovers=True)
        detail = "a code has six digits, a recovery code 24 letters and digits"
        raise Invalid(detail, "code")

    @property
    def sha256(self) -> str:
        """What is kept of a recovery code."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def recovery_code(secret: bytes) -> str:
    """Write fifteen random bytes as a recovery code in groups."""
    text = base64.b32encode(secret[-RECOVERY_BYTES:]).decode()
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def kept(codes: Sequence[str]) -> list[str]:
    """Give what is kept of recovery codes."""
    return [OneTimeCode.read(code).sha256 for code in codes]

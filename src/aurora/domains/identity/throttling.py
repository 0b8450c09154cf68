"""How guessing is slowed down: by delays that grow, and by locking nobody out.

Attempts are counted by whom they name at one address, by whom they name, and by address. Each
count bears so many before the next attempt has to wait, and the wait doubles from then on. Codes of
six digits are counted by the day as well: whoever has the password could try them all otherwise.
"""

import hashlib
from collections.abc import Sequence
from enum import StrEnum

import msgspec

from aurora.domains.errors import TooOften
from aurora.domains.origin import Origin

LATELY_SECONDS = 900
LONGEST_SECONDS = 60
DAY_SECONDS = 86_400
LONGEST_OF_DAY_SECONDS = 900
ANYWHERE_TIMES = 3  # as patient with one account from all addresses together
ANYBODY_TIMES = 5  # as patient with one address that tries many accounts
TRIES = 10
RATE = 1_200
RATE_SECONDS = 60
STRICTER = 4
FEWEST_TRIES = 2


class Trial(StrEnum):
    """What somebody tries to prove, or wants often."""

    SIGN_IN = "sign-in"
    SECOND_FACTOR = "second-factor"
    PASSWORD = "password"  # noqa: S105  the name of a trial
    RESET = "reset"
    NOTICE = "notice"
    INVITATION = "invitation"
    BOOTSTRAP = "bootstrap"

    @property
    def times(self) -> int:
        """How many times more of it is borne than of signing in: a one-time token of an
        installation is long and is raced for.
        """
        return 20 if self is Trial.BOOTSTRAP else 1


HASHED = frozenset({Trial.SIGN_IN, Trial.PASSWORD})


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One try: `subject` is whom it names, existing or not, such as a folded e-mail address."""

    trial: Trial
    subject: str
    origin: Origin


class Pace(msgspec.Struct, frozen=True, kw_only=True):
    """How often signing in may fail before it takes longer, and how many passwords the whole
    installation checks in a minute.
    """

    tries: int = TRIES
    rate: int = RATE

    def stricter(self) -> "Pace":
        """Give the pace of a process that counts for itself, beside others."""
        tries = max(FEWEST_TRIES, self.tries // STRICTER)
        return Pace(tries=tries, rate=max(1, self.rate // STRICTER))


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """One count: more than `borne` within `seconds` cause a delay of up to `longest` seconds; where
    that is none, no more than those happen at all.
    """

    name: str
    borne: int
    seconds: int = LATELY_SECONDS
    longest: int = LONGEST_SECONDS


def tracks(attempt: Attempt, pace: Pace) -> Sequence[Track]:
    """Give what an attempt is counted by; no name tells the person or the address."""
    trial, borne = attempt.trial, pace.tries * attempt.trial.times
    who, where = _digest(attempt.subject), _digest(attempt.origin.counted_as)
    found = [
        Track(name=f"{trial}:{who}:{where}", borne=borne),
        Track(name=f"{trial}:{who}", borne=borne * ANYWHERE_TIMES),
        Track(name=f"{trial}:at:{where}", borne=borne * ANYBODY_TIMES),
    ]
    if trial is Trial.SECOND_FACTOR:
        found.append(
            Track(
                name=f"{trial}:{who}:day",
                borne=borne * ANYWHERE_TIMES,
                seconds=DAY_SECONDS,
                longest=LONGEST_OF_DAY_SECONDS,
            )
        )
    if trial in HASHED:
        found.append(Track(name="hashes", borne=pace.rate, seconds=RATE_SECONDS, longest=0))
    return found


def delay(used: float, borne: int, longest: int) -> float:
    """Give the seconds that the next attempt has to wait after so many."""
    over = int(used) - borne
    return float(min(longest, 2 ** min(over - 1, 16))) if over > 0 else 0.0


def too_many(seconds: float) -> TooOften:
    """Give the refusal of an attempt that comes too early, in whole seconds."""
    detail = "too many attempts; each further one has to wait longer"
    return TooOften(detail, retry_after=max(1, -int(-seconds // 1)))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()[:32]

"""How hard a password is to guess, and which ones are refused for it (NIST SP 800-63B-4)."""

import re
import unicodedata
from collections.abc import Iterator

import msgspec

from aurora.domains.errors import Invalid
from aurora.domains.identity.person import Person

LEAST_SCORE = 3
OWN_WORDS = ("aurora",)
SHORTEST_WORD, LEAST_REST = 3, 8


class Strength(msgspec.Struct, frozen=True, kw_only=True):
    """An estimate: `guesses_log10` is the number of guesses it takes, as a power of ten; `score`
    runs from 0 (at once) to 4 (not within reach). Warning and suggestions are for people.
    """

    score: int
    guesses_log10: float
    warning: str | None = None
    suggestions: tuple[str, ...] = ()


class WeakPassword(Invalid):
    """The password is easy to guess; the facts say how easy."""

    def __init__(self, detail: str, strength: Strength) -> None:
        super().__init__(detail, "password", msgspec.structs.asdict(strength))


def words_about(person: Person) -> tuple[str, ...]:
    """Give what somebody who knows the person tries first: the parts of name and address."""
    told = re.split(r"[\W_]+", _plain(f"{person.name} {person.email}"))
    return tuple(dict.fromkeys(word for word in (*told, *OWN_WORDS) if len(word) >= SHORTEST_WORD))


def require_strong(password: str, person: Person, strength: Strength) -> None:
    """Refuse what is common, and what is little more than the person's own words."""
    if len(_rest(password, person)) < LEAST_REST:
        detail = "a password is not made of one's own name or address"
        raise WeakPassword(detail, strength)
    if strength.score < LEAST_SCORE:
        raise WeakPassword(" ".join(_reasons(strength)), strength)


def _rest(password: str, person: Person) -> str:
    left = _plain(password)
    for word in sorted(words_about(person), key=len, reverse=True):
        left = left.replace(word, "")
    return "".join(left.split())


def _reasons(strength: Strength) -> Iterator[str]:
    yield "this password is easy to guess."
    if strength.warning:
        yield strength.warning
    yield from strength.suggestions


def _plain(text: str) -> str:
    """Fold case and take accents off."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))

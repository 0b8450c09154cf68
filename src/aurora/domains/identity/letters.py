"""Letters: what Aurora writes to people, in English and Portuguese."""

import msgspec

from aurora.domains.errors import Conflict
from aurora.domains.identity.language import DEFAULT, primary
from aurora.domains.identity.wordings import WORDINGS, Occasion


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """A letter to one address, in plain text; `language` is the one it is written in."""

    to: str
    subject: str
    text: str
    language: str


class LetterRefused(Conflict):
    """The mail server will never take this letter."""


def write(occasion: Occasion, to: str, language: str, **facts: str) -> Letter:
    """Write a letter in the language if Aurora writes in it, in English otherwise.

    `facts` are what the wording names: `home`, and mostly `link` or `name`.
    """
    spoken = primary(language) if primary(language) in WORDINGS else DEFAULT
    wording = WORDINGS[spoken][occasion]
    return Letter(
        to=to, subject=wording.subject, text=wording.text.format_map(facts), language=spoken
    )

"""What an account knows of a person, and the form it is kept in."""

import re
import unicodedata

import msgspec

from aurora.domains.errors import Invalid
from aurora.domains.identity.language import DEFAULT, known_tag

EMAIL_LIMIT = 254
NAME_LIMIT = 200
COMPOSED = 4  # characters at most become one; composing endless marks takes quadratic time
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)*")


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A user's e-mail address, folded so that it can be compared, name, and the language of letters
    (BCP 47).
    """

    email: str
    name: str
    language: str = DEFAULT

    @classmethod
    def of(cls, email: str, name: str, language: str = DEFAULT) -> "Person":
        """Take what somebody typed; raises Invalid."""
        return cls(
            email=fold_email(email),
            name=clean_label(name, "name"),
            language=known_tag(language),
        )


def fold_email(email: str) -> str:
    """Give the address case-folded in NFC; raises Invalid."""
    folded = _nfc(_nfc(email.strip(), EMAIL_LIMIT).casefold(), EMAIL_LIMIT)
    if len(folded) > EMAIL_LIMIT or not EMAIL.fullmatch(folded) or not _printable(folded):
        raise Invalid("this is not an e-mail address", "email")
    return folded


def clean_label(text: str, field: str) -> str:
    """Give a name in NFC without white space around it; raises Invalid."""
    label = _nfc(text.strip(), NAME_LIMIT)
    if not 1 <= len(label) <= NAME_LIMIT or not _printable(label):
        raise Invalid(f"a name has 1 to {NAME_LIMIT} printable characters", field)
    return label


def _nfc(text: str, limit: int) -> str:
    return unicodedata.normalize("NFC", text[: limit * COMPOSED + 1])


def _printable(text: str) -> bool:
    return all(unicodedata.category(character) not in {"Cc", "Cs", "Cn"} for character in text)

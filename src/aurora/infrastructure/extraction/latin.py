"""In which codec a text in Latin letters is written, where nobody says so: in that of the language
whose letters its bytes then are.
"""

import re
from typing import NamedTuple, Self

WESTERN = "cp1252"
WESTERN_LETTERS = """
    áâãàçéêíóôõúü áéíóúüñ àçèéíïòóúü· àâæçéèêëîïôœùûüÿ äöüß àèéìíîòóùú áäçéèêëíïóöúü åäöéšž
    æøåéèóôäö áéíóúýðþæö áíóúýæðø äöüõšž
    """
CENTRAL_LETTERS = """
    ąćęłńóśźż áčďéěíňóřšťúůýž áäčďéíĺľňóôŕšťúýž áéíóöőúüű čćđšž ăâîşţ
    """
TURKISH_LETTERS = "çğıİöşüâîû"
NEUTRAL = "ªºµ"  # Unicode calls them letters
LETTER = rb"[A-Za-z\xc0-\xff]"
# what is a mark in Western Europe counts in words alone: not in £5, km² or «words»
HIGH = re.compile(rb"[\x80-\x9f\xc0-\xff]|(?<=%b)[\xa1-\xbf](?=%b)" % (LETTER, LETTER))
ASCII = bytes(range(128))
ASCII_LETTERS = bytes([*range(65, 91), *range(97, 123)])
STRANGE, AHEAD, DENSE = 0.05, 3, 0.02


class Letters(NamedTuple):
    """The bytes that are letters of a language in a codec, and those that are strange to it."""

    codec: str
    own: bytes
    strange: bytes

    @classmethod
    def of(cls, codec: str, letters: str) -> Self:
        """Find the bytes."""
        known = {*letters, *letters.upper()}
        high = [(bytes([byte]), bytes([byte]).decode(codec, "replace")) for byte in range(128, 256)]
        return cls(
            codec,
            b"".join(byte for byte, sign in high if sign in known),
            b"".join(byte for byte, sign in high if sign not in known and _is_strange(sign)),
        )

    def fit(self, high: bytes) -> int:
        """Give how many bytes more are its own than are strange."""
        return _count(high, self.own) - _count(high, self.strange)

    def fits(self, high: bytes) -> bool:
        """Tell whether next to nothing is strange, and most its own."""
        strange, own = _count(high, self.strange), _count(high, self.own)
        return strange <= STRANGE * len(high) and 2 * own >= len(high)


def _is_strange(sign: str) -> bool:
    """Tell whether a sign is another letter, a mark amid a word, a control character or none."""
    return (sign.isalpha() or sign < "\xc0" or sign == "\ufffd") and sign not in NEUTRAL


def _count(high: bytes, wanted: bytes) -> int:
    return len(high) - len(high.translate(None, wanted))


WEST = [Letters.of(WESTERN, letters) for letters in WESTERN_LETTERS.split()]
ELSEWHERE = [
    *[
        Letters.of(codec, one)
        for codec in ("cp1250", "iso8859-2")
        for one in CENTRAL_LETTERS.split()
    ],
    Letters.of("cp1254", TURKISH_LETTERS),
]


def latin(words: bytes) -> str | None:
    """Give the codec, that of Western Europe unless letters of elsewhere are many and fit clearly
    better: foreign names in an English text are few. None for what the letters of no language fit.
    """
    high, every = b"".join(HIGH.findall(words)), words.translate(None, ASCII)
    west = max(WEST, key=lambda letters: letters.fit(high))
    elsewhere = max(ELSEWHERE, key=lambda letters: (letters.fit(high), letters.fit(every)))
    dense = len(high) >= DENSE * _count(words, ASCII_LETTERS)
    ahead = elsewhere.fit(high) - west.fit(high) >= AHEAD
    best = elsewhere if dense and ahead and elsewhere.fits(high) else west
    return best.codec if best.fits(high) else None

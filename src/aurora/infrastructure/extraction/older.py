"""Texts in Western languages that were written before Windows, or by Excel "for MS-DOS" and "for
Macintosh": in which codec, as the letters amid their words tell.
"""

import re
from typing import NamedTuple

CODECS = ("cp850", "mac_roman")
LETTERS = ("áâãàçéêíóôõúü", "áéíóúüñ", "àâæçéèêëîïôœùûü", "äöüß", "àèéìíòóù")
AMID = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]{1,2}(?=[a-z])")
# what stands amid words of Windows too: marks, spaces, and small letters
PROVES_NOTHING = bytes(
    [
        0x85,
        *range(0x91, 0x98),
        0x9A,
        0x9C,
        *range(0x9D, 0xA1),
        0xAB,
        0xAD,
        0xBB,
        *range(0xD8, 0x100),
    ]
)
FEWEST, DENSEST = 3, 0.2
ASCII = bytes(range(128))


class Alphabet(NamedTuple):
    """The bytes that are the small letters of a language in a codec."""

    codec: str
    letters: bytes


ALPHABETS = [Alphabet(codec, one.encode(codec, "ignore")) for one in LETTERS for codec in CODECS]


def older(content: bytes) -> str | None:
    """Give the codec in which all that stands amid words is the letters of one language, and three
    of them at least are nothing that Windows has there; None of what is hardly in Latin letters.
    """
    amid = b"".join(AMID.findall(content))
    if len(amid.translate(None, PROVES_NOTHING)) < FEWEST:
        return None
    if len(content.translate(None, ASCII)) > DENSEST * len(content):
        return None
    return next((one.codec for one in ALPHABETS if not amid.translate(None, one.letters)), None)

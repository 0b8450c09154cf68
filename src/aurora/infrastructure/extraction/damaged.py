"""Texts in which a few characters are damaged, or unknown to Python, read as browsers read them
(https://encoding.spec.whatwg.org/).
"""

import codecs

WHATEVER, UNKNOWN, ONE_IN, ENOUGH = "as browsers", "\ufffd", 10, 3
CHINESE, JAPANESE, EURO = "gb18030", "euc_jp", 0x80
# which bytes begin a character of two
LEADS = dict.fromkeys((CHINESE, "cp949", "cp932", "big5hkscs"), range(0x81, 0xFF))
LEADS[JAPANESE] = range(0xA1, 0xFF)


def damaged(content: bytes, codec: str) -> str | None:
    """Give the text with U+FFFD for each damaged character; None where these are not few."""
    text = content.decode(codec, "replace")
    if codec in LEADS and _few(text, ENOUGH):  # else there is much to read anew, for nothing
        text = content.decode(codec, WHATEVER)
    return text if _few(text, ONE_IN) else None


def _few(text: str, one_in: int) -> bool:
    beyond_ascii = sum(character > "\x7f" for character in text)
    return text.count(UNKNOWN) * one_in < beyond_ascii


def _read(error: UnicodeError) -> tuple[str, int]:
    """Give what stands for bytes that a codec refuses, and where to go on: after both bytes of a
    character, unless the second is ASCII, which the first cannot have swallowed.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    codec, start = error.encoding, error.start
    found = error.object[start : start + 2]
    if codec == CHINESE and found[0] == EURO:
        return "€", start + 1
    if found[0] not in LEADS[codec] or found[-1] < EURO or len(found) == 1:
        return UNKNOWN, start + 1
    return _of_windows(found) if codec == JAPANESE else UNKNOWN, start + 2


def _of_windows(found: bytes) -> str:
    """Give the character that Windows added to the Japanese ones, as ① and 髙."""
    row, cell = found[0] - 0xA1, found[1] - 0xA1
    lead = row // 2 + (0x81 if row < 62 else 0xC1)
    trail = cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)
    return bytes((lead, trail)).decode("cp932", "replace")[0]


codecs.register_error(WHATEVER, _read)

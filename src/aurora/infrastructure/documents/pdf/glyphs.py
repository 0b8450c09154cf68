"""Characters of fonts that do not say which they are, and accents that are drawn by themselves."""

from unicodedata import normalize

# the ligatures of TeX's first encoding (OT1), those, quotes and dashes of its second (T1), and the
# bullet of its symbols (TS1), which all stand where others have no characters
UNTOLD = dict(zip(range(0x0B, 0x10), range(0xFB00, 0xFB05), strict=True))
UNTOLD |= dict(zip(range(0x10, 0x17), map(ord, "“”„«»–—"), strict=True))
UNTOLD |= {0x19: ord("ı"), 0x1A: ord("ȷ")}
UNTOLD |= dict(zip(range(0x1B, 0x20), range(0xFB00, 0xFB05), strict=True))
UNTOLD |= {0x88: ord("•")}
ACCENTS = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "^": "\u0302", "˜": "\u0303", "~": "\u0303",
    "¯": "\u0304", "˘": "\u0306", "˙": "\u0307", "¨": "\u0308", "˚": "\u030a", "˝": "\u030b",
    "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
DOTTED = {"ı": "i", "ȷ": "j"}


def accented(letter: str, accent: str) -> str | None:
    """Give a letter with an accent as one character, None where there is no such."""
    mark = ACCENTS.get(accent)
    one = normalize("NFC", DOTTED.get(letter, letter) + mark) if mark and letter.isalpha() else ""
    return one if len(one) == 1 else None

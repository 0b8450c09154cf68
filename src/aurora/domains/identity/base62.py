"""Numbers in the digits 0-9, A-Z, a-z: text that survives a double click."""

import string
import zlib

DIGITS = string.digits + string.ascii_uppercase + string.ascii_lowercase
CHECKSUM_WIDTH = 6
VALUES = {digit: value for value, digit in enumerate(DIGITS)}


def encode(number: int, width: int) -> str:
    """Write a non-negative number in at least `width` digits."""
    digits = ""
    while number:
        number, value = divmod(number, 62)
        digits = DIGITS[value] + digits
    return digits.rjust(width, DIGITS[0])


def decode(text: str) -> int | None:
    """Read a number back, None when a character is no digit."""
    number = 0
    for digit in text:
        if digit not in VALUES:
            return None
        number = number * 62 + VALUES[digit]
    return number


def checksum(body: str) -> str:
    """Give the CRC-32 of a text, by which junk is told without asking anybody."""
    return encode(zlib.crc32(body.encode(errors="replace")), CHECKSUM_WIDTH)

"""Amounts as people write them, made decimal digits."""

import re
from decimal import Decimal

from aurora.infrastructure.extraction.linked_data import words

GROUP = r"[ \xa0\u202f'’]"
MONEY = r"[$£¥\u20a0-\u20cf]"
POWER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)?[eE][+-]?\d{1,2}(?!\w)")
PARTED = (  # by the sign of its currency, as 12€50
    rf"(?<!{MONEY})(?<!{MONEY} )(?P<whole>\d{{1,3}}(?:(?:{GROUP}|[.,])\d{{3}})+|\d+){MONEY}"
    rf"(?P<cents>\d\d)(?![.,]?\d| ?{MONEY})"
)
AMOUNT = re.compile(
    rf"{POWER.pattern}|{PARTED}|\d{{1,3}}(?:{GROUP}\d{{3}})+(?:[.,]\d{{1,4}})?(?!\d)|\d[\d.,]*"
    r"|(?<![\w.,])[.,]\d+"
)
CURRENCY = r"(?:(?:[A-Z]{0,3}[^\w\s.,]|[A-Z]{3}) ?)?"
SIGN = re.compile(rf"(?:^[-−] ?|(?<![\w\-−])[-−]){CURRENCY}$")
MARKS = str.maketrans("，．٬٫", ",.,.")  # of East Asia, and of Arabic
LENGTH = 200
POWERS = {
    "thousand": 3, "million": 6, "millions": 6, "milhão": 6, "milhões": 6, "bilhão": 9,
    "bilhões": 9, "trilhão": 12, "trilhões": 12, "millón": 6, "millones": 6, "millionen": 6,
}  # fmt: skip
# these count something else, or otherwise, in other languages
POWERS_OF = {"en": {"billion": 9, "trillion": 12}, "pt": {"mil": 3}, "es": {"mil": 3}}
NEXT_WORD = re.compile(r" ?([^\W\d_]+)")


def amount(value: object, *, thousandths: bool = False) -> str | None:
    """Give the first amount in a value as decimal digits, however thousands are set apart in it;
    None where a version or the like comes first. Of a currency with `thousandths`, three digits
    after the only point are those.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        exact = Decimal(str(value))
        return format(exact, "f").removesuffix(".0") if exact.is_finite() else None
    found = AMOUNT.search(_line(value))
    return _digits(found, thousandths=thousandths) if found else None


def signed(text: str, language: str | None = None) -> str | None:
    """Give the first amount in a text as decimal digits, with a minus where one stands before it;
    a hyphen after a word, or between two numbers, is none. What it counts by in words, such as
    millions, is multiplied. None where a version comes first.
    """
    line = _line(text)
    found = AMOUNT.search(line)
    if not found:
        return None
    sign = "-" if SIGN.search(line[: found.start()]) else ""
    digits = _digits(found)
    power = _power(line, found.end(), language)
    if digits and power:
        digits = format(Decimal(digits).scaleb(power), "f")
    return sign + digits if digits else None


def _power(line: str, start: int, language: str | None) -> int:
    """Give the power of ten that is said in words from there on: of a mil milhões the ninth."""
    known = POWERS | POWERS_OF.get((language or "").partition("-")[0].lower(), {})
    power = 0
    while (word := NEXT_WORD.match(line, start)) and (more := known.get(word[1].lower())):
        power, start = power + more, word.end()
    return power


def _line(value: object) -> str:
    """Give a value as a line whose digits are those of ASCII, whatever script they are of."""
    said = words(value, LENGTH) or ""
    if said.isascii():
        return said
    return re.sub(r"\d", lambda digit: str(int(digit[0])), said.translate(MARKS))


def _digits(found: re.Match[str], *, thousandths: bool = False) -> str | None:
    said, whole, cents = found.group(0, "whole", "cents")
    if cents:
        return f"{re.sub(r'[^0-9]', '', whole)}.{cents}"
    if POWER.fullmatch(said):
        return format(Decimal(said.replace(",", ".")), "f")
    if said[0] in ".,":
        return f"0.{said[1:]}"
    digits = re.sub(GROUP, "", said).strip(".,")
    whole, mark, cents = max(
        digits.rpartition("."), digits.rpartition(","), key=lambda cut: len(cut[0])
    )
    if _counts(whole, mark, cents):
        return None
    exact = thousandths and mark == "." and whole.isdigit()
    if not mark or (len(cents) == 3 and _groups(whole, mark) and not exact):
        return re.sub(r"[.,]", "", digits)
    return f"{re.sub(r'[.,]', '', whole)}.{cents}"


def _groups(whole: str, mark: str) -> bool:
    """Tell whether the mark sets thousands apart, and is no decimal one."""
    return mark in whole or (whole.isdigit() and whole != "0" and len(whole) <= 3)


def _counts(whole: str, mark: str, cents: str) -> bool:
    """Tell whether the mark parts counts, as in versions and dates: what stands between two of it
    is no thousand, nor a hundred thousand as India writes it (1,00,000).
    """
    between = whole.split(mark)[1:] if mark else ()
    indian = mark == "," and len(cents) == 3
    return not indian and any(len(group) != 3 for group in between)

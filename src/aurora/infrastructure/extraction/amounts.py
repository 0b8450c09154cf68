"""Amounts as people write them, made decimal digits."""

import re

from aurora.infrastructure.extraction.linked_data import words

GROUP = r"[ \xa0\u202f']"
AMOUNT = re.compile(rf"\d{{1,3}}(?:{GROUP}\d{{3}})+(?:[.,]\d{{1,4}})?(?!\d)|\d[\d.,]*")


def amount(value: object) -> str | None:
    """Give the first amount in a value as decimal digits, however thousands are set apart in it."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value).removesuffix(".0")
    found = AMOUNT.search(words(value, 40) or "")
    if not found:
        return None
    digits = re.sub(GROUP, "", found[0]).strip(".,")
    whole, mark, cents = max(
        digits.rpartition("."), digits.rpartition(","), key=lambda cut: len(cut[0])
    )
    if not mark or (len(cents) == 3 and _groups(whole, mark)):
        return re.sub(r"[.,]", "", digits)
    return f"{re.sub(r'[.,]', '', whole)}.{cents}"


def _groups(whole: str, mark: str) -> bool:
    """Tell whether the mark sets thousands apart, and is no decimal one."""
    return mark in whole or (whole.isdigit() and whole != "0" and len(whole) <= 3)

"""The marks that items of lists begin with, and which of them follow each other."""

import re
from itertools import pairwise
from string import ascii_lowercase

BULLETS = r"•◦▪▫‣⁃∙·●○■□–*▶►▸\uf000-\uf0ff-"  # for within a class of characters
BULLET = re.compile(rf"[➢✓✔{BULLETS}]")
NUMBER = re.compile(r"\(?(?P<number>\d|[1-9]\d{1,2})[.)]")
LETTERED = re.compile(r"\(?(?P<letters>[a-zA-Z]|[ivx]{2,5}|[IVX]{2,5})[.)]|0\d[.)]")
ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
ORDERS = (tuple(ascii_lowercase), ROMAN)


def may_be_initial(mark: str) -> bool:
    """Tell whether a mark may as well be that of a name, as `J.` is."""
    return mark.endswith(".") and mark[0].isalpha()


def follows(mark: str, other: str) -> bool:
    """Tell whether a mark of letters or Roman numerals is the next after another: `b)` after `a)`,
    and `II.` after `I.`.
    """
    before, after = LETTERED.fullmatch(other), LETTERED.fullmatch(mark)
    if not (before and after and before["letters"] and after["letters"]):
        return False
    if before["letters"].islower() != after["letters"].islower():
        return False
    return any(
        (before["letters"].lower(), after["letters"].lower()) in pairwise(order) for order in ORDERS
    )

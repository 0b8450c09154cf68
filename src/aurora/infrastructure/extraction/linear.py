"""Parts of a formula in a line of text, in round brackets where it would be read otherwise."""

import re
from collections.abc import Sequence
from enum import Enum, IntEnum, auto
from itertools import pairwise
from typing import NamedTuple

FACTOR = re.compile(r"[\d.,]+|[^\W\d_]")
LETTER = re.compile(r"[^\W\d_](?![^\W_])")


class Ties(IntEnum):
    """How closely what is said holds together, from the rows of a table to a single sign."""

    ROWS = auto()
    SUM = auto()
    FRACTION = auto()
    PRODUCT = auto()
    SCRIPT = auto()
    ATOM = auto()


class Kind(Enum):
    """What a part does beside others; a bar opens, closes or stands between."""

    OPERAND = auto()
    OPERATOR = auto()
    OPENING = auto()
    CLOSING = auto()
    BAR = auto()


class Said(NamedTuple):
    """A part of a formula as text."""

    text: str
    ties: Ties = Ties.ATOM
    kind: Kind = Kind.OPERAND

    def held(self, ties: Ties) -> str:
        """Give the text, in brackets where it holds together less closely than that."""
        return self.text if self.ties >= ties or not self.text else f"({self.text})"


NOTHING = Said("")
LOOSE = (Ties.ROWS, Ties.FRACTION)
BEFORE_OPERANDS = (Kind.OPERATOR, Kind.OPENING)
AFTER_OPERANDS = (Kind.OPERATOR, Kind.CLOSING)


def beside(parts: Sequence[Said]) -> Said:
    """Give parts that stand beside one another; those that say nothing are none."""
    said = [part for part in parts if part.text]
    if len(said) < 2:
        return said[0] if said else NOTHING
    if any(part.kind is Kind.BAR for part in said):
        said = _sided(said)
    if any(part.ties in LOOSE for part in said):
        said = _bracketed(said)
    text = said[0].text + "".join(
        f" {part.text}" if _apart(before, part) else part.text for before, part in pairwise(said)
    )
    return Said(text, _ties(said))


def _sided(parts: Sequence[Said]) -> list[Said]:
    """Tell of bars whether they open, close or stand between."""
    sided, opened = list[Said](), False
    for part in parts:
        kind = part.kind
        if kind is Kind.BAR:
            begins = not opened and (not sided or sided[-1].kind in BEFORE_OPERANDS)
            kind = Kind.OPENING if begins else Kind.CLOSING if opened else Kind.OPERATOR
            opened = begins
        sided.append(part._replace(kind=kind))
    return sided


def _bracketed(parts: Sequence[Said]) -> list[Said]:
    """Put fractions beside factors into brackets, and tables that stand in none."""
    around = zip((None, *parts), parts, (*parts[1:], None), strict=False)
    return [
        Said(f"({part.text})") if _needs_brackets(before, part, after) else part
        for before, part, after in around
    ]


def _needs_brackets(before: Said | None, part: Said, after: Said | None) -> bool:
    if part.ties is Ties.ROWS:
        return before is None or before.kind is not Kind.OPENING
    free = before is None or before.kind in BEFORE_OPERANDS
    free = free and (after is None or after.kind in AFTER_OPERANDS)
    return part.ties is Ties.FRACTION and not free


def _apart(before: Said, part: Said) -> bool:
    """Tell whether neighbours would be taken for one name, number or script without a space; what
    is lowered or raised beside nothing belongs to what stands before it.
    """
    if part.text[0] in "_^":
        return part.ties is not Ties.SCRIPT and before.kind not in BEFORE_OPERANDS
    if before.ties is Ties.SCRIPT and before.kind is Kind.OPERATOR:
        return part.kind not in AFTER_OPERANDS
    if not part.text[0].isalnum():
        return False
    if before.ties is Ties.SCRIPT:
        return True
    word = before.text[-1].isalnum()
    if before.kind in BEFORE_OPERANDS and not word:
        return False
    return (word and not FACTOR.fullmatch(before.text)) or not LETTER.match(part.text)


def _ties(parts: Sequence[Said]) -> Ties:
    """Tell how closely parts hold together that stand beside one another; those in brackets hold
    as these do, and where one pair of them is around all, so does the whole.
    """
    ties, opened, whole = Ties.PRODUCT, 0, parts[0].kind is Kind.OPENING
    for part in parts:
        whole = whole and (opened > 0 or part is parts[0])
        opened += (part.kind is Kind.OPENING) - (part.kind is Kind.CLOSING)
        if opened == 0:
            ties = min(ties, Ties.SUM if part.kind is Kind.OPERATOR else part.ties)
    if opened:
        return Ties.SUM
    return parts[-1].ties if whole else ties

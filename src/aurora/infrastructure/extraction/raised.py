"""What stands raised in a line: powers, cents, and the marks of notes."""

import re

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.amounts import MONEY
from aurora.infrastructure.extraction.building import Building

NOTES = re.compile(r"\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*")  # marks of one or more
POWER = re.compile(r"[-+−]?\d{1,3}|[nkx]")
RAISED = re.compile(r"(?:\d|\)|\b[^\W\d]{1,2})$")  # before a power
NOTED = re.compile(r"(?:[^\W\d]{4}|[.,;:!?\"”»])$")  # before the mark of a note
SIGN = rf"(?:{MONEY}|(?<![^\W\d])(?:CHF|EUR|USD|zł|kr|Kč)(?![^\W\d]))"
CENTS = re.compile(rf"(\d\d)(?P<sign>\s?{SIGN})?")
SIGNED = re.compile(rf"\s*{SIGN}(?!\s?\d)")
WHOLE = re.compile(
    rf"(?P<sign>{SIGN} ?)?(?<![\d.,'’])(?:\d{{1,3}}(?:(?P<mark>[.,'’ ])\d{{3}})+|\d+)$"
)

DEEPEST = 3


def begin_raised(building: Building, node: LexborNode) -> bool:
    """Tell apart from what stands before it what is raised; whether it is the mark of a note, to be
    ended.
    """
    said, flow = node.text_lexbor().strip(), building.flow
    notes, power, cents = (kind.fullmatch(said) for kind in (NOTES, POWER, CENTS))
    if not (notes or power or cents):
        return False
    within = flow.link is not None and node.prev is None
    leads = within or node.css_first("a", None) is not None
    if cents and not leads and (mark := _mark(cents, flow.ending, node)):
        building.text(mark)
        return False
    noted = bool(notes and flow.tail) and (leads or bool(NOTED.search(flow.tail)))
    if noted or (power and not leads and RAISED.search(flow.tail)):
        building.text("[" if noted else "^")
    return noted


def end_raised(building: Building) -> None:
    """End the mark of a note."""
    building.text("]")


def _mark(cents: re.Match[str], before: str, node: LexborNode) -> str:
    """Give the mark that parts an amount from its raised cents: the one that it has not already,
    where there is the sign of a currency before or after; else none.
    """
    whole = WHOLE.search(before)
    if not whole:
        return ""
    if whole["sign"]:
        return "," if whole["mark"] == "." else "."
    if cents["sign"] or SIGNED.match(_after(node)):
        return "." if whole["mark"] == "," else ","
    return ""


def _after(node: LexborNode) -> str:
    """Give the text that follows, within few elements at most."""
    after = node.next
    if after is not None and (after.text_content or "").isspace():
        after = after.next
    for _ in range(DEEPEST):
        if after is None or after.tag == "-text":
            break
        after = after.child
    return (after.text_content or "") if after else ""

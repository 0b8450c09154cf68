"""What stands raised in a line: powers, and the marks of notes."""

import re

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.building import Building

POWER = re.compile(r"[-+−]?\d{1,3}|[nkx]")
RAISED = re.compile(r"(?:\d|\)|\b[^\W\d]{1,2})$")  # before a power
NOTED = re.compile(r"(?:[^\W\d]{4}|[.,;:!?\"”»])$")  # before the mark of a note


def begin_raised(building: Building, node: LexborNode) -> bool:
    """Tell apart from what stands before it what is raised; whether it is the mark of a note, to be
    ended.
    """
    said, flow = node.text_lexbor().strip(), building.flow
    if not POWER.fullmatch(said):
        return False
    leads = flow.link is not None or node.css_first("a", None) is not None
    noted = said.isdecimal() and bool(flow.tail) and (leads or bool(NOTED.search(flow.tail)))
    if noted or (not leads and RAISED.search(flow.tail)):
        building.text("[" if noted else "^")
    return noted


def end_raised(building: Building) -> None:
    """End the mark of a note."""
    building.text("]")

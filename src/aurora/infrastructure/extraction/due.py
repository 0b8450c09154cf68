"""Times until when something holds, and times to come: no dates of what is written."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.beside import ELEMENTS
from aurora.infrastructure.extraction.linked_data import words

ENDS = r"""
    dead-?lines? | expir\w* | due(?=\W*(?:$|by\b|on\b|date)) | closing | registrations?
    | (?:apply|register|submit|respond)\s+by | valid[\s_-]*(?:until|through|thru|till)
    | prazos? | validade | vence(?:m|n|rá)? | vencimento | inscri(?:ção|ções|ción|ciones|ptions?)
    | válid[oa]s?\s+(?:até|hasta) | (?:data|fecha)\s+l[ií]mite | plazos? | caduc\w+ | vencimiento
    | échéance | date\s+limite | valables?\s+jusqu
    | \w*frist | \w+schluss | anmeldung | fällig | gültig\s+bis | läuft\s+ab
    | scade\w* | scadenza | iscrizion[ei] | termine | valid[oaie]\s+fino
    | verloopt | vervaldatum | geldig\s+tot | inschrijving\w* | aanmelden | uiterlijk
    | termin(?:u|em|ie|y|ów)? | wygasa | upływa | ważn\w+\s+do | zapisy | rejestracj\w+
    """
UNTIL = r"""
    until | till | até | hasta | jusqu['’]au | bis(?:\s+zum)? | fino\s+al | entro | tot | do\s+dnia
    """
TEXT = "-text"
CALLED = re.compile(rf"(?<![a-z])(?:{ENDS})(?![a-z])", re.VERBOSE | re.IGNORECASE)
SAID = re.compile(
    rf"(?<!\w)(?:(?:{ENDS})(?!\w)[^.!?;|•·\d]{{0,30}}|(?:{UNTIL})\W*)$", re.VERBOSE | re.IGNORECASE
)
BEGUN = re.compile(rf"\W*(?:{ENDS}|{UNTIL})(?!\w)", re.VERBOSE | re.IGNORECASE)
INLINE = ELEMENTS | {TEXT, "-comment", "br"}
WHOLE = frozenset({"article", "main", "section", "body"})
LABEL, LEVELS = 40, 3
TOLERANCE = timedelta(days=1)


def is_due(time: LexborNode) -> bool:
    """Tell whether something holds until that time: it is called so, it says so, or so do the words
    right before it, or a label.
    """
    if any(CALLED.search(name) for name in _names(time)):
        return True
    return bool(BEGUN.match(words(time.text_lexbor()) or "") or SAID.search(_before(time)))


def is_ahead(day: str, today: date | None = None) -> bool:
    """Tell whether a date in RFC 3339, or its beginning, is after today, wherever that is now."""
    now = (today or datetime.now(UTC).date()) + TOLERANCE
    return day[:10] > now.isoformat()


def _names(time: LexborNode) -> Iterator[str]:
    """Give what a time and the element around it are called."""
    for node in (time, time.parent):
        if node is not None:
            yield from filter(None, map(node.attributes.get, ("class", "aria-label", "itemprop")))


def _before(time: LexborNode) -> str:
    """Give the words before a time, in its line or else in a short label of it."""
    node: LexborNode | None = time
    for _ in range(LEVELS):
        if node is None or node.tag in WHOLE:
            break
        line, other = _line(node)
        if line:
            return line
        if other is not None:
            label = words(other.text_lexbor()) or ""
            return label if len(label) <= LABEL else ""
        node = node.parent
    return ""


def _line(node: LexborNode) -> tuple[str, LexborNode | None]:
    """Give what stands before a node in its line, and else the element before that line."""
    line, before = "", node.prev
    for _ in range(LABEL):
        if before is None or before.tag not in INLINE or len(line) > LABEL:
            break
        text = before.text_content if before.tag == TEXT else before.text_lexbor()
        line, before = f"{text}{line}", before.prev
    return words(line[-2 * LABEL :]) or "", before

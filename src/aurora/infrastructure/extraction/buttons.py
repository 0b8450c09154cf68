"""Buttons whose words are read: those that open a part of the page, and those that are a value."""

from itertools import islice

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.tables import children

OPENING = frozenset({"aria-expanded", "aria-controls"})
PARAGRAPHS, TOLD = "p, ul, ol", 5
NEAR = 10


def is_read(button: LexborNode) -> bool:
    """Tell whether a button says something of the page, not what to do with it."""
    opens = not OPENING.isdisjoint(button.attributes)
    return opens or _shows(button) or _tells(button) or _is_value(button)


def _tells(button: LexborNode) -> bool:
    """Tell whether a button says in a paragraph what it opens."""
    paragraph = button.css_first(PARAGRAPHS, None)
    return paragraph is not None and len(button.text_lexbor().split()) >= TOLD


def _shows(button: LexborNode) -> bool:
    """Tell whether what follows is shown by Alpine (https://alpinejs.dev/directives/show)."""
    after = button.next
    if after is not None and after.tag == "-text":
        after = after.next
    return after is not None and "x-show" in after.attributes


def _is_value(button: LexborNode) -> bool:
    """Tell whether the button is all that is said of a term, or of what its row is called."""
    holder = button.parent
    if holder is None or holder.tag not in ("dd", "td"):
        return False
    said = [one for one in islice(children(holder, ()), NEAR) if not _is_blank(one)]
    if [one.mem_id for one in said] != [button.mem_id]:
        return False
    row = islice(children(holder.parent, ()), NEAR) if holder.parent else ()
    cells = [one.tag for one in row if one.tag in ("th", "td")]
    return holder.tag == "dd" or cells == ["th", "td"]


def _is_blank(node: LexborNode) -> bool:
    return node.tag == "-comment" or (node.tag == "-text" and (node.text_content or "").isspace())

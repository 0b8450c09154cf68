"""What a browser shows of options
(https://html.spec.whatwg.org/multipage/form-elements.html#the-select-element).
"""

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.charset import CONTROL

LISTED = "select[multiple], select[size]:not([size='']):not([size='0']):not([size='1'])"
DISABLED = "option[disabled], optgroup[disabled] option"


def shown_options(node: LexborNode) -> str | None:
    """Give the options in an element, each on a line, of a list that drops down the one chosen;
    None where there are none.
    """
    lists = node.css("select")
    shown = [one for found in lists for one in _shown(found)] if lists else node.css("option")
    if not (lists or shown):
        return None
    return "\n".join(words for words in map(_words, shown) if words)


def _shown(found: LexborNode) -> list[LexborNode]:
    options = found.css("option")
    return options if found.css_matches(LISTED) else _chosen(found, options)


def _chosen(node: LexborNode, options: Sequence[LexborNode]) -> list[LexborNode]:
    """Give the option that is selected, the last of several; else the first that may be."""
    if selected := [one for one in options if "selected" in one.attributes]:
        return selected[-1:]
    disabled = {one.mem_id for one in node.css(DISABLED)}
    return [one for one in options if one.mem_id not in disabled][:1]


def _words(option: LexborNode) -> str:
    said = option.attributes.get("label") or option.text_lexbor()
    return " ".join(CONTROL.sub("", said).split())

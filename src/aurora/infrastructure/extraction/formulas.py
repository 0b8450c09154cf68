"""Formulas as text: in TeX where the page gives it, else as near as a line of text comes."""

import re

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.charset import CONTROL
from aurora.infrastructure.extraction.mathml import linear

DISPLAYSTYLE = re.compile(r"^\{\\(?:displaystyle|textstyle)\s*(.*)\}$", re.DOTALL)


def formula(node: LexborNode) -> str:
    """Give the formula of a `math` element."""
    tex = _annotation(node) or node.attributes.get("alttext") or ""
    tex = DISPLAYSTYLE.sub(r"\1", " ".join(tex.split())).strip()
    if tex:
        return f"${tex.strip('$')}$"
    return linear(node)


def waiting_formula(script: LexborNode) -> str:
    """Give the formula that waits in a script to be shown (https://docs.mathjax.org/en/v2.7-latest)."""
    kind = (script.attributes.get("type") or "").partition(";")[0].strip().lower()
    tex = " ".join(CONTROL.sub("", script.text_lexbor()).split()) if kind == "math/tex" else ""
    return f"${tex}$" if tex else ""


def apart(node: LexborNode) -> bool:
    """Tell whether the formula stands on a line of its own."""
    return node.attributes.get("display") == "block"


def _annotation(node: LexborNode) -> str | None:
    found = node.css_first('annotation[encoding*="tex" i]', None)
    return found.text_lexbor() if found else None

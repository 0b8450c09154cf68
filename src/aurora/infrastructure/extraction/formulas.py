"""Formulas as text: in TeX where the page gives it, else as near as a line of text comes."""

import re

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.charset import CONTROL

DEEPEST = 30
DISPLAYSTYLE = re.compile(r"^\{\\(?:displaystyle|textstyle)\s*(.*)\}$", re.DOTALL)
BETWEEN = {"mfrac": "/", "msup": "^", "msub": "_", "munder": "_", "mover": "^"}
SIMPLE = re.compile(r"[\w.]*")


def formula(node: LexborNode) -> str:
    """Give the formula of a `math` element."""
    tex = _annotation(node) or node.attributes.get("alttext") or ""
    tex = DISPLAYSTYLE.sub(r"\1", " ".join(tex.split())).strip()
    if tex:
        return f"${tex.strip('$')}$"
    return " ".join(_line(node, 0).split())


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


def _line(node: LexborNode, depth: int) -> str:
    if depth == DEEPEST:
        return node.text_lexbor()
    if (node.tag or "").startswith("annotation"):
        return ""
    parts = _parts(node, depth)
    if node.tag == "msqrt":
        return f"√{_closed(''.join(parts))}"
    if node.tag == "msubsup" and len(parts) == 3:
        return f"{parts[0]}_{_closed(parts[1])}^{_closed(parts[2])}"
    if node.tag in BETWEEN and len(parts) == 2:
        return BETWEEN[node.tag].join(map(_closed, parts))
    return "".join(parts)


def _parts(node: LexborNode, depth: int) -> list[str]:
    parts: list[str] = []
    child = node.child
    while child is not None:
        text = child.text_content if child.tag == "-text" else _line(child, depth + 1)
        if text and text.strip():
            parts.append(text.strip())
        child = child.next
    return parts


def _closed(text: str) -> str:
    return text if SIMPLE.fullmatch(text) else f"({text})"

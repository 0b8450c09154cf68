"""Formulas of a page: in TeX where it gives that, else as near as a line of text comes."""

import re
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from aurora.domains.blocks import Run, Runs
from aurora.infrastructure.extraction.building import Building
from aurora.infrastructure.extraction.charset import CONTROL
from aurora.infrastructure.extraction.mathml import linear

DISPLAYSTYLE = re.compile(r"^\{\\(?:displaystyle|textstyle)\s*(.*)\}$", re.DOTALL)
COMMENT = re.compile(r"(?<!\\)(?P<before>(?:\\\\)*+)%[^\n]*+(?P<end>\n?)")
CODE, AMID, ALONE = "c", "$", "$$"


class Formula(NamedTuple):
    """A formula, in TeX or as it is to be read, and whether it stands on a line of its own."""

    text: str
    in_tex: bool
    displayed: bool


def formula(node: LexborNode) -> Formula:
    """Give the formula of a `math` element."""
    given = node.attributes
    tex = bare(_annotation(node) or given.get("alttext") or given.get("data-latex") or "")
    return Formula(tex or linear(node), bool(tex), given.get("display") == "block")


def waiting_formula(script: LexborNode) -> Formula | None:
    """Give the formula that waits in a script to be shown (https://docs.mathjax.org/en/v2.7-latest)."""
    kind, _, mode = (script.attributes.get("type") or "").lower().partition(";")
    tex = bare(CONTROL.sub("", script.text_lexbor())) if kind.strip() == "math/tex" else ""
    return Formula(tex, True, "display" in mode) if tex else None


def typeset_formula(container: LexborNode) -> Formula:
    """Give the formula that MathJax 3 and later have typeset in an element: in TeX where version 4
    kept that, else from the MathML that stands there for who does not see it, else the signs shown.
    """
    displayed = container.attributes.get("display") == "true"
    kept = container.css_first("[data-latex]", None)
    if kept and (tex := bare(kept.attributes["data-latex"] or "")):
        return Formula(tex, True, displayed)
    if math := container.css_first("math", None):
        return formula(math)._replace(displayed=displayed)
    return Formula(container.text_lexbor(), False, displayed)


def add_formula(building: Building, formula: Formula, *, in_table: bool) -> None:
    """Go on with a formula, on a line of its own where it is displayed; titles and cells have none.
    In TeX it stands as code between dollars, which Markdown with formulas takes for one.
    """
    if formula.displayed:
        building.end_line()
    if formula.in_tex:
        alone = formula.displayed and not (in_table or building.in_title)
        _add_tex(building, formula.text, ALONE if alone else AMID)
    else:
        building.text(formula.text)
    if formula.displayed:
        building.end_line()


def tex_runs(tex: str, sign: str, link: str | None = None) -> Runs:
    """Give TeX as it stands amid a line or alone on one, by the sign."""
    return Run(sign, link=link), Run(tex, CODE, link), Run(sign, link=link)


def _add_tex(building: Building, tex: str, sign: str) -> None:
    flow = building.flow
    style = flow.style
    building.text(sign)
    flow.style = style if CODE in style else "".join(sorted(style + CODE))
    building.text(tex)
    flow.style = style
    building.text(sign)


def _annotation(node: LexborNode) -> str | None:
    found = node.css_first('annotation[encoding*="tex" i]', None)
    return found.text_lexbor() if found else None


def bare(given: str) -> str:
    """Give TeX in one line, without comments and what says how it is set; nothing where there is
    none.
    """
    lines = COMMENT.sub(_uncommented, given.strip())
    return DISPLAYSTYLE.sub(r"\1", " ".join(lines.split())).strip("$ ")


def _uncommented(comment: re.Match[str]) -> str:
    """Give the end of a line without its comment; the last one may hold a per cent sign."""
    return comment["before"] + comment["end"] if comment["end"] else comment[0]

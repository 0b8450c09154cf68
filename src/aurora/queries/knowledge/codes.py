"""Codes, models and years: what speaks of another one does not answer."""

import re

from aurora.queries.knowledge.words import folded

QUANTITY = (
    r"\s?(?:[%€$£°]|(?:[cdkm]?m[23²³]?|[km]?g|[cdm]?l|[kmgt]b|k?wh?|euros?|dollars?|reais)\b)"
)
ASKED = re.compile(
    rf"""
    \b(?![ckm]?m[23]\b)[^\W\d_]+\d\w*                    # E1042, X200; not km2
    | (?<![\d$€£])(?<![$€£]\s|\d[.,])\d{{3,}}+(?![.,]\d|{QUANTITY})  # 2024; not 500 ml
    """,
    re.VERBOSE | re.IGNORECASE,
)
SAID = re.compile(r"\d{3,}")
JOINED = re.compile(r"\b([^\W\d_]+)[ -]?(\d\w*)")
DIGIT = re.compile(r"\d")


def codes(question: str) -> frozenset[str]:
    """Give the codes, models and years that a question names, folded; numbers of two digits and
    what counts or measures are none.
    """
    return frozenset(map(folded, ASKED.findall(question)))


def names_all(asked: frozenset[str], text: str) -> bool:
    """Tell whether a text names all of them, be they written apart or in one."""
    said = {*SAID.findall(text), *map(folded, map("".join, JOINED.findall(text)))}
    return asked <= said


def names_another(asked: frozenset[str], text: str) -> bool:
    """Tell whether a text names, instead of one of them, another that is made like it; a year
    beside the one asked for is often part of the answer.
    """
    said = codes(text)
    others = {DIGIT.sub("0", code) for code in said - asked if not code.isdecimal()}
    return any(DIGIT.sub("0", code) in others for code in asked - said)

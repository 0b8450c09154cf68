"""Selectors of steps: what no browser reads as CSS is told before a page is asked for
(https://www.w3.org/TR/selectors-4/). Whatever may be CSS to a browser is left to it.
"""

import re

CHAIN = ">>"  # leads from CSS to other languages of selectors
TOKEN = re.compile(
    r"""
      (?P<comment> /\*.*?\*/ )
    | (?P<escape> \\(?:[0-9a-fA-F]{1,6}\s?|.) )
    | "(?:\\.|[^"\\])*+" | '(?:\\.|[^'\\])*+'
    """,
    re.VERBOSE | re.DOTALL,
)
STRING = "$"  # what stands for one: nothing that stands anywhere but in brackets
LETTER, CLASS = "x", ".x"
INNERMOST = re.compile(r"\[[^()\[\]\"']*+\]|\([^()\[\]\"']*+\)")
EMPTY = re.compile(r"\[\s*\]")
PSEUDO = re.compile(r"(?<!:):(-?[^\W\d][\w-]*+)")
OF_ELEMENTS = "::"  # parts of elements, which cannot be clicked
# classes that only Playwright or jQuery knows
FOREIGN = frozenset(
    """
    above below contains eq even first gt has-text header input last left-of light lt near
    nth-match odd parent right-of selected text text-is text-matches visible
    """.split()  # noqa: SIM905  a list of words reads best as text
)
NO_CSS = re.compile(
    r"""
      ["'()\[\]{}/@=;!$%^<?`]      # stands nowhere but in brackets
    | (?:^|,)\s*(?:,|$)            # nothing where a selector has to be
    | [>+~]\s*(?:[,>+~]|$)         # nothing beside what combines
    | [.#:](?:\d|[\s>+~,.\#*]|$)   # no name where one has to be
    | (?:^|[\s>+~,])\d             # a name that begins with a digit
    """,
    re.VERBOSE,
)


def selector_fault(selector: str) -> str | None:
    """Tell why a selector is none that finds something to act on; None where it may be one."""
    bare = TOKEN.sub(_bare, selector)
    if CHAIN in bare:
        return f"a selector is CSS, without {CHAIN}"
    foreign = [name for name in PSEUDO.findall(bare) if name.lower() in FOREIGN]
    if foreign:
        return f"a selector is CSS, which has no :{foreign[0]}"
    if OF_ELEMENTS in bare:
        return f"a selector finds elements, and {OF_ELEMENTS} no more than parts of them"
    if EMPTY.search(bare) or NO_CSS.search(_without_brackets(bare)):
        return "a selector is CSS, and this cannot be read as such"
    return None


def _bare(found: re.Match[str]) -> str:
    if found["comment"]:
        return ""
    return LETTER if found["escape"] else STRING


def _without_brackets(text: str) -> str:
    """Give a selector without arguments, and with a class for each attribute."""
    while INNERMOST.search(text):
        text = INNERMOST.sub(_closed, text)
    return text


def _closed(found: re.Match[str]) -> str:
    return CLASS if found[0].startswith("[") else ""

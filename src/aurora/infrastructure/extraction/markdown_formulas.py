"""Formulas in Markdown between double dollars, on lines of their own or amid others."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from aurora.infrastructure.extraction.formulas import ALONE, bare

DISPLAYED, AMONG_WORDS = "formula", "formula_inline"
DOLLAR = re.compile(r"(?<!\\)\$")
BETWEEN = re.compile(r"(?<!\$)\$\$(?!\$)((?:\\.|[^$\\])++)\$\$(?!\$)", re.DOTALL)
SAYING = re.compile(r"[\\\w]")
INTERRUPTED = ("paragraph", "reference", "blockquote", "list")


def formulas(parser: MarkdownIt) -> None:
    """Let a parser know formulas."""
    parser.block.ruler.before("fence", DISPLAYED, _displayed, {"alt": list(INTERRUPTED)})
    parser.inline.ruler.before("escape", AMONG_WORDS, _among_words)


def _displayed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a formula that begins a line and ends one, with no empty line in it."""
    if state.is_code_block(start) or not _line(state, start).startswith(ALONE):
        return False
    lines = list(_until_dollar(state, start, end))
    found = BETWEEN.fullmatch("\n".join(lines).rstrip())
    if not found or not SAYING.search(found[1]):
        return False
    if not silent:
        state.line = start + len(lines)
        token = state.push(DISPLAYED, "math", 0)
        token.content, token.map = bare(found[1]), [start, state.line]
    return True


def _until_dollar(state: StateBlock, start: int, end: int) -> Iterator[str]:
    """Give lines up to the one with the next dollar."""
    for number in range(start, end):
        line = _line(state, number)
        if not line or (number > start and state.sCount[number] < state.blkIndent):
            return
        yield line
        if DOLLAR.search(line, len(ALONE) if number == start else 0):
            return


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _among_words(state: StateInline, silent: bool) -> bool:
    """Read a formula that no spaces part from its dollars, as they do words between prices."""
    found = BETWEEN.match(state.src, state.pos, state.posMax)
    if not found or not SAYING.search(found[1]) or found[1] != found[1].strip():
        return False
    if not silent:
        state.push(AMONG_WORDS, "math", 0).content = bare(found[1])
    state.pos = found.end()
    return True

"""Notes in Markdown: `[^1]` where a text refers to one, and `[^1]: ` before what it says."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from aurora.infrastructure.extraction.markdown_formulas import INTERRUPTED

NOTE, KNOWN = "note", "notes"
INDENT = 4  # of the further lines of one
BEGINS = re.compile(r"\[\^([^\]\s]{1,100})\]:[ \t]*")
REFERS = re.compile(r"\[\^([^\]\s]{1,100})\]")


def notes(parser: MarkdownIt) -> None:
    """Let a parser know notes, and those to which nothing refers as well."""
    parser.block.ruler.before("reference", NOTE, _note, {"alt": list(INTERRUPTED)})
    parser.inline.ruler.before("link", NOTE, _reference)


def mark(label: str) -> str:
    """Give what stands before a note and where it is referred to."""
    return f"[{label}]"


def _note(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a note, whose further lines are indented."""
    begin = state.bMarks[start] + state.tShift[start]
    found = BEGINS.match(state.src, begin, state.eMarks[start])
    found = None if state.is_code_block(start) else found
    if found and not silent:
        state.env.setdefault(KNOWN, set()).add(found[1])
        token = state.push(f"{NOTE}_open", "section", 1)
        _read_within(state, start, end, found.end())
        token.info, token.map = found[1], [start, state.line]
        state.push(f"{NOTE}_close", "section", -1)
    return found is not None


def _read_within(state: StateBlock, start: int, end: int, words: int) -> None:
    """Read the lines as if the first one's words stood below those of the others."""
    kept = state.bMarks[start], state.tShift[start], state.sCount[start]
    state.blkIndent += INDENT
    state.bMarks[start], state.tShift[start], state.sCount[start] = words, 0, state.blkIndent
    state.md.block.tokenize(state, start, end)
    state.blkIndent -= INDENT
    state.bMarks[start], state.tShift[start], state.sCount[start] = kept


def _reference(state: StateInline, silent: bool) -> bool:
    found = REFERS.match(state.src, state.pos, state.posMax)
    if not found or found[1] not in state.env.get(KNOWN, ()):
        return False
    if not silent:
        state.push("text", "", 0).content = mark(found[1])
    state.pos = found.end()
    return True

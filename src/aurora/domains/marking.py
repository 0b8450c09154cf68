"""The look of words in Markdown: emphasis, code and links, and what must not be read as a mark."""

import re

from aurora.domains.blocks import Run, Runs

LEADING_MARK = re.compile(r"^(?=>|#{1,6}(?:\s|$)|[-+*](?:\s|$)|`{3}|~{3})", re.MULTILINE)
LEADING_NUMBER = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
RULE = re.compile(r"^(?=(?:=+|-{2,}|(?:[-_*][ \t]*){3,})[ \t]*$)", re.MULTILINE)
MARK = re.compile(r"[\\`*\[\]]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|^~|~(?=~|$)|&(?=#?\w+;)")
TICKS = re.compile(r"`+")
BEGINNINGS = ">#-+*`~=_"
UNSAFE_IN_TARGET = re.compile(r"[\s<>()\\]")
MARKS = (("s", "~~"), ("i", "*"), ("b", "**"))


def marked(runs: Runs) -> str:
    """Write runs with the marks of their looks and links."""
    return "".join(map(_marked, runs))


def guarded(text: str) -> str:
    """Keep words at the start of a line from being read as a heading, item, quotation or rule; what
    no line begins with that could be read so is not looked at closely.
    """
    if not any(map(_perhaps_marked, text.split("\n"))):
        return text
    text = LEADING_NUMBER.sub(r"\1\\", LEADING_MARK.sub(r"\\", text))
    return RULE.sub(r"\\", text)


def _perhaps_marked(line: str) -> bool:
    return bool(line) and (line[0] in BEGINNINGS or line[0].isdecimal())


def picture(alt: str, source: str) -> str:
    """Write an image."""
    return f"![{_escaped(alt)}]({_target(source)})"


def fence(text: str) -> str:
    """Give the shortest row of backticks that the text does not hold, of three at least."""
    return "`" * max(3, 1 + _longest_ticks(text))


def _marked(run: Run) -> str:
    lead, core, tail = _cored(run.text)
    if not core:
        return run.text
    core = _ticked(core) if "c" in run.style else _escaped(core)
    for letter, mark in MARKS:
        core = f"{mark}{core}{mark}" if letter in run.style else core
    if run.link:
        core = f"[{core}]({_target(run.link)})"
    return lead + core + tail


def _cored(text: str) -> tuple[str, str, str]:
    core = text.strip()
    start = text.find(core) if core else len(text)
    return text[:start], core, text[start + len(core) :]


def _ticked(text: str) -> str:
    ticks = "`" * (1 + _longest_ticks(text))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"


def _longest_ticks(text: str) -> int:
    return max(map(len, TICKS.findall(text)), default=0)


def _escaped(text: str) -> str:
    return MARK.sub(lambda found: "\\" + found[0], text)


def _target(link: str) -> str:
    return UNSAFE_IN_TARGET.sub(lambda found: f"%{ord(found[0]):02X}", link)

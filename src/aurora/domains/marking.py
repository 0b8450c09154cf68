"""The look of words in Markdown: emphasis, code and links, and what must not be read as a mark."""

import re
import string
from collections.abc import Sequence
from itertools import zip_longest
from unicodedata import category

from aurora.domains.blocks import Run, Runs
from aurora.domains.looks import CODE, Marked, Part, nested

LEADING_MARK = re.compile(r"^(?=>|#{1,6}(?:\s|$)|[-+*](?:\s|$)|`{3,}[^`\n]*$|~{3})", re.MULTILINE)
LEADING_NUMBER = re.compile(r"^(\d{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
RULE = re.compile(r"^(?=(?:=+|-{2,}|([-_*])(?:[ \t]*\1){2,})[ \t]*$)", re.MULTILINE)
MARK = re.compile(
    r"[\\`*\[\]]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|^~|~(?=~|$)|&(?=#?\w+;)|(?<!\$)\$(?=\$(?!\$))"
)
TICKS = re.compile(r"`+")
BEGINNINGS = ">#-+*`~=_"
UNSAFE_IN_TARGET = re.compile(r"[\s<>()\\]")
STAR = "*"
MARKS = {"b": ("**", "strong"), "i": ("*", "em"), "s": ("~~", "del")}
SIGNS = "PS"


def marked(runs: Runs) -> str:
    """Write runs with the marks of their looks and links, or with tags where marks would be taken
    for signs.
    """
    return _written(nested(runs), "", "", within=False)


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


def displayed(runs: Runs) -> str | None:
    """Give the TeX of a formula on a line of its own, which is code between double dollars."""
    match runs:
        case (Run(text="$$"), Run(text=tex, style="c", link=None), Run(text="$$")):
            return tex
    return None


def _written(parts: Sequence[Part], before: str, after: str, *, within: bool) -> str:
    """Write parts between those characters, `within` other marks or not."""
    written: list[str] = []
    for part, following in zip_longest(parts, parts[1:]):
        if isinstance(part, Run):
            written.append(_words(part, following))
        else:
            written.append(_span(part, before, _beginning(following) or after, within=within))
        before = written[-1][-1]
    return "".join(written)


def _words(run: Run, following: Part | None) -> str:
    """Write words; a link that follows at once does not become a picture."""
    if CODE in run.style and not run.text.isspace():
        return _ticked(run.text)
    text = _escaped(run.text)
    leads = isinstance(following, Marked) and following.mark.link
    return f"{text[:-1]}\\!" if leads and text.endswith("!") else text


def _beginning(part: Part | None) -> str:
    """Give the character that a part begins with, or another one of its kind."""
    if isinstance(part, Run):
        return "`" if CODE in part.style else part.text[0]
    return "<" if part else ""


def _span(span: Marked, before: str, after: str, *, within: bool) -> str:
    if link := span.mark.link:
        return f"[{_written(span.parts, '[', ']', within=False)}]({_target(link)})"
    mark, tag = MARKS[span.mark.look]
    edges = (before, after) if mark[0] == STAR else (mark[0], mark[0])
    inner = _written(span.parts, *edges, within=True)
    if _sets_off(inner, before, after, within=within):
        return f"{mark}{inner}{mark}"
    return f"<{tag}>{inner}</{tag}>"


def _sets_off(inner: str, before: str, after: str, *, within: bool) -> bool:
    """Tell whether marks would be read as such around what is written already, by the rule of
    flanking (https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis). It is held
    strictly within other marks and beside them, whose ends could be taken for those of others.
    """
    if before == STAR:
        return False
    first, last = inner.lstrip(STAR)[0], inner.rstrip(STAR)[-1]
    return _flanks(before, first, strictly=within) and _flanks(after, last, strictly=within)


def _flanks(outside: str, inside: str, *, strictly: bool) -> bool:
    """Tell whether a mark between those characters is one at that edge; strictly, whether it is
    none at the other edge.
    """
    if not outside or outside.isspace():
        return True
    word, parted = category(inside)[0] not in SIGNS, _is_punctuation(outside)
    return (word and parted) if strictly else (word or parted)


def _is_punctuation(character: str) -> bool:
    """Tell what every version of CommonMark takes for punctuation."""
    return character in string.punctuation or category(character)[0] == "P"


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

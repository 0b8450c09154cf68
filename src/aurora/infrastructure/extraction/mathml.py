"""Formulas in MathML as a line of text that says the same, much as UnicodeMath writes them
(https://www.unicode.org/notes/tn28/): `_` and `^` before what is lowered and raised, `;` between
the rows of a table and `,` between its cells.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise, zip_longest
from typing import TypeAlias

from selectolax.lexbor import LexborNode

from aurora.infrastructure.extraction.linear import NOTHING, Kind, Said, Ties, beside

Writer: TypeAlias = Callable[[LexborNode, Sequence[Said]], Said]

DEEPEST = 60
SPACES = " \t\n\r\f"
KINDS = {
    **dict.fromkeys("([{⟨⌈⌊⟦", Kind.OPENING),
    **dict.fromkeys(")]}⟩⌉⌋⟧", Kind.CLOSING),
    **dict.fromkeys("|‖", Kind.BAR),
}
# apply, times, comma and plus that are not seen
UNSEEN = {"\u2061": "", "\u2062": "", "\u2063": ",", "\u2064": ""}
PRIMES = frozenset("′″‴'°∘")
ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}
ACCENTS = {
    "vec": "→⟶⇀\u20d7", "hat": "^ˆ\u0302", "bar": "¯‾―ˉ_\u0305\u0304", "tilde": "~˜∼\u0303",
    "dot": "˙.\u0307", "ddot": "¨\u0308", "check": "ˇ", "breve": "˘", "overbrace": "⏞",
}  # fmt: skip
ABOVE = {sign: name for name, signs in ACCENTS.items() for sign in signs}
BELOW = {**dict.fromkeys("¯‾―_\u0332", "underline"), "⏟": "underbrace"}
MARKS, LOWER = {"munder": BELOW, "mover": ABOVE}, ("msub", "munder")
NO_LINE = re.compile(r"0+(?:\.0+)?(?:[a-z]+|%)?", re.IGNORECASE)
SIMPLE = re.compile(r"[\w.,]+|.", re.DOTALL)
GOES_ON = re.compile(r"[=≠<>≤≥≈≡∼≃≅→↦⇒⇔∈+]")


def linear(math: LexborNode) -> str:
    """Give what a `math` element shows."""
    return " ".join(_said(math, 0).text.split())


def _said(node: LexborNode, depth: int) -> Said:
    if token := TOKENS.get(node.tag or ""):
        return token(node.text_lexbor().strip(SPACES))
    if depth == DEEPEST:
        return Said(node.text_lexbor(), Ties.SUM)
    parts = [_said(child, depth + 1) for child in _children(node)]
    return WRITERS.get(node.tag or "", _row)(node, parts)


def _children(node: LexborNode) -> list[LexborNode]:
    """Give elements, and text that stands among them."""
    children, child = list[LexborNode](), node.child
    while child is not None:
        if child.tag != "-comment" and not _is_blank(child):
            children.append(child)
        child = child.next
    return children


def _is_blank(node: LexborNode) -> bool:
    return node.tag == "-text" and not (node.text_content or "").strip(SPACES)


def _row(node: LexborNode, parts: Sequence[Said]) -> Said:  # noqa: ARG001
    return beside(parts)


def _nothing(node: LexborNode, parts: Sequence[Said]) -> Said:  # noqa: ARG001
    return NOTHING


def _first(node: LexborNode, parts: Sequence[Said]) -> Said:  # noqa: ARG001
    return parts[0] if parts else NOTHING


def _sign(text: str) -> Said:
    """Give a letter, a number or words."""
    return Said(text, Ties.ATOM if SIMPLE.fullmatch(text) else Ties.SUM)


def _operator(text: str) -> Said:
    return Said(UNSEEN.get(text, text), kind=KINDS.get(text, Kind.OPERATOR))


def _quoted(text: str) -> Said:
    return Said(f'"{text}"')


def _space(node: LexborNode, parts: Sequence[Said]) -> Said:  # noqa: ARG001
    return Said(" ", kind=Kind.OPERATOR)


def _fraction(node: LexborNode, parts: Sequence[Said]) -> Said:
    if len(parts) != 2:
        return beside(parts)
    above, below = parts
    over = above.held(Ties.ATOM if " " in above.text else Ties.PRODUCT)
    if NO_LINE.fullmatch(node.attributes.get("linethickness") or ""):
        return Said(f"{over} choose {below.held(Ties.PRODUCT)}", Ties.FRACTION)
    return Said(f"{over}/{below.held(Ties.SCRIPT)}", Ties.FRACTION)


def _square_root(node: LexborNode, parts: Sequence[Said]) -> Said:  # noqa: ARG001
    return _root_of(beside(parts), NOTHING)


def _root(node: LexborNode, parts: Sequence[Said]) -> Said:  # noqa: ARG001
    return _root_of(*parts) if len(parts) == 2 else beside(parts)


def _root_of(inner: Said, index: Said) -> Said:
    if sign := ROOTS.get(index.text):
        return Said(f"{sign}{inner.held(Ties.ATOM)}", Ties.SCRIPT)
    return Said(f"root({index.text}, {inner.text})")


def _enclosed(node: LexborNode, parts: Sequence[Said]) -> Said:
    radical = "radical" in (node.attributes.get("notation") or "").split()
    return (_square_root if radical else _row)(node, parts)


def _low_or_high(node: LexborNode, parts: Sequence[Said]) -> Said:
    """Give a base with what stands below or above it, as the accent that it is or as a script."""
    if len(parts) != 2:
        return beside(parts)
    base, other = parts
    tag = node.tag or ""
    scripts = (other, NOTHING) if tag in LOWER else (NOTHING, other)
    return _accented(base, MARKS.get(tag, {}).get(other.text)) or _scripted(base, scripts)


def _both(node: LexborNode, parts: Sequence[Said]) -> Said:  # noqa: ARG001
    return _scripted(parts[0], parts[1:]) if len(parts) == 3 else beside(parts)


def _accented(base: Said, accent: str | None) -> Said | None:
    """Give an accent by its name, as TeX and AsciiMath have it; operators bear none."""
    return Said(f"{accent}({base.text})") if accent and base.kind is Kind.OPERAND else None


def _multiscripts(node: LexborNode, parts: Sequence[Said]) -> Said:
    tags = [child.tag for child in _children(node)]
    end = tags.index("mprescripts") if "mprescripts" in tags else len(tags)
    said = _scripted(parts[0] if end else NOTHING, parts[1:end])
    before = _scripts(parts[end + 1 :])
    return Said(f"{before} {said.text}", Ties.PRODUCT) if before else said


def _scripted(base: Said, scripts: Sequence[Said]) -> Said:
    """Give a part with what is lowered and raised beside it, in turn."""
    written = _scripts(scripts)
    if not written:
        return base
    text = base.held(Ties.ATOM) if base.kind is Kind.OPERAND else base.text
    ties = Ties.ATOM if PRIMES.issuperset(written) else Ties.SCRIPT
    return Said(f"{text}{written}", ties, base.kind)


def _scripts(parts: Sequence[Said]) -> str:
    pairs = zip_longest(parts[::2], parts[1::2], fillvalue=NOTHING)
    return "".join(f"{_script('_', low)}{_raised(high)}" for low, high in pairs)


def _raised(part: Said) -> str:
    if part.text and PRIMES.issuperset(part.text):
        return part.text.replace("∘", "°")
    return _script("^", part)


def _script(sign: str, part: Said) -> str:
    return f"{sign}{part.held(Ties.ATOM)}" if part.text else ""


def _fenced(node: LexborNode, parts: Sequence[Said]) -> Said:
    given = node.attributes
    opening, closing, signs = (
        (given[name] or "") if name in given else usual
        for name, usual in (("open", "("), ("close", ")"), ("separators", ","))
    )
    between = "".join(signs.split())
    text = "".join(
        (between[min(number, len(between)) - 1] if between and number else "") + part.text
        for number, part in enumerate(parts)
    )
    return Said(f"{opening}{text}{closing}", Ties.ATOM if opening and closing else Ties.SUM)


def _table(node: LexborNode, parts: Sequence[Said]) -> Said:  # noqa: ARG001
    if len(parts) < 2:
        return beside(parts)
    return Said("; ".join(part.text for part in parts), Ties.ROWS)


def _cells(node: LexborNode, parts: Sequence[Said]) -> Said:  # noqa: ARG001
    """Give a row of a table; a cell that goes on with a sum or an equation, as where these are
    aligned, follows at once.
    """
    if len(parts) < 2:
        return beside(parts)
    said = [parts[0].text]
    for before, part in pairwise(parts):
        between = " " if before.text.endswith(",") else ", "
        said += ("" if GOES_ON.match(part.text) else between, part.text)
    return Said("".join(said), Ties.ROWS)


def _labelled(node: LexborNode, parts: Sequence[Said]) -> Said:
    """Give a row with the number of its equation, which stands first, at its end."""
    row = _cells(node, parts[1:])
    return Said(" ".join((row.text, *(part.text for part in parts[:1]))), Ties.ROWS)


TOKENS: dict[str, Callable[[str], Said]] = {
    **dict.fromkeys(("-text", "mi", "mn", "mtext"), _sign),
    "mo": _operator,
    "ms": _quoted,
}
WRITERS: dict[str, Writer] = {
    **dict.fromkeys(("annotation", "annotation-xml", "mphantom", "mprescripts", "none"), _nothing),
    **dict.fromkeys(("semantics", "maction"), _first),
    **dict.fromkeys(("msub", "munder", "msup", "mover"), _low_or_high),
    **dict.fromkeys(("msubsup", "munderover"), _both),
    "menclose": _enclosed,
    "mfenced": _fenced,
    "mfrac": _fraction,
    "mlabeledtr": _labelled,
    "mmultiscripts": _multiscripts,
    "mroot": _root,
    "mspace": _space,
    "msqrt": _square_root,
    "mtable": _table,
    "mtr": _cells,
}

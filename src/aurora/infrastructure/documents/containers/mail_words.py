"""The words of an e-mail in plain text: lines that were cut on the way, quotations, signatures."""

import re
from collections.abc import Iterator
from itertools import groupby

from aurora.domains.blocks import AnyBlock, Paragraph, Quote, Run

QUOTED = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
EMPTY = re.compile(r"\n\s*\n")
SIGNATURE = "-- "  # stands above one, and is never a line that goes on
DEEPEST = 20  # quotations in one another
SIGNED = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:[\w-]+:[^\n]*\n)*\n?")
SEAL = re.compile(r"-----BEGIN PGP SIGNATURE-----.*?(?:-----END PGP SIGNATURE-----|\Z)", re.DOTALL)
DASHED = re.compile(r"^- (?=-)", re.MULTILINE)


def joined(text: str, *, spaces: bool) -> str:
    """Join the lines that a program cut, each with those of its own quotation; the spaces that they
    end with are left, or belong to the cut (RFC 3676).
    """
    parts: list[str] = []
    going_on = None  # the depth of a line that does
    for line in text.split("\n"):
        said = line.lstrip(">")
        depth = len(line) - len(said)
        said = said.removeprefix(" ")
        joins = depth == going_on and said.strip() and said != SIGNATURE
        parts.append("" if joins else f"\n{'>' * depth}{' ' if depth else ''}")
        goes_on = said.endswith(" ") and said.strip() and said != SIGNATURE
        parts.append(said[:-1] if goes_on and not spaces else said)
        going_on = depth if goes_on else None
    return "".join(parts)[1:]


def paragraphs(text: str) -> Iterator[AnyBlock]:
    """Give the paragraphs, what is quoted as quotations in one another."""
    return _paragraphs(_unsealed(text.replace("\r\n", "\n")), DEEPEST)


def _paragraphs(text: str, deep: int) -> Iterator[AnyBlock]:
    for quoted, lines in groupby(text.split("\n"), lambda line: line.lstrip().startswith(">")):
        said = "\n".join(lines)
        if not quoted or not deep:
            found = (one.strip("\n") for one in EMPTY.split(said.strip()))
            yield from (Paragraph(runs=(Run(one),)) for one in found if one)
        elif inner := tuple(_paragraphs(QUOTED.sub("", said), deep - 1)):
            yield Quote(blocks=inner)


def _unsealed(text: str) -> str:
    """Give what was signed without the signature around it (RFC 9580, 7)."""
    if not SIGNED.search(text):
        return text
    return DASHED.sub("", SEAL.sub("", SIGNED.sub("", text)))

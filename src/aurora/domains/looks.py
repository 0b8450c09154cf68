"""Looks and links of words as they hold one another, which Markdown nests its marks by."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from aurora.domains.blocks import Run, Runs, said

CODE = "c"
LOOKS = "bis"


class Mark(NamedTuple):
    """A look by its letter, or where a link leads."""

    look: str = ""
    link: str = ""


class Marked(NamedTuple):
    """Neighbours that have a mark in common."""

    mark: Mark
    parts: tuple["Part", ...]


Part: TypeAlias = Run | Marked


def nested(runs: Runs) -> tuple[Part, ...]:
    """Give each mark around all neighbours that have it, and the words within it with their other
    marks. White space at the edges of a mark stands outside, code is cut at the ends of its lines,
    and looks are cut rather than links.
    """
    alike = groupby(runs, lambda run: (run.style, run.link))
    pieces = [piece for look, some in alike for piece in _pieces(Run(said(tuple(some)), *look))]
    return tuple(_nested(pieces))


def _pieces(run: Run) -> Iterator[Run]:
    """Give white space at the edges apart from words, and lines of code apart from one another."""
    for text in run.text.splitlines(keepends=True) if CODE in run.style else (run.text,):
        core = text.strip()
        start = text.find(core) if core else len(text)
        for part in (text[:start], core, text[start + len(core) :]):
            if part:
                yield Run(part, run.style, run.link)


def _nested(pieces: Sequence[Run]) -> Iterator[Part]:
    at = 0
    while at < len(pieces):
        ends = {mark: _end(pieces, at, mark) for mark in _marks(pieces[at])}
        if not ends:
            yield pieces[at]
            at += 1
            continue
        mark = max(ends, key=ends.__getitem__)
        within = [_without(mark, piece) for piece in pieces[at : ends[mark]]]
        yield Marked(mark, tuple(_nested(within)))
        at = ends[mark]


def _marks(piece: Run) -> Iterator[Mark]:
    """Give the marks of words; where two reach as far, the first of them is the outer one."""
    if not piece.text.isspace():
        if piece.link:
            yield Mark(link=piece.link)
        yield from (Mark(look) for look in LOOKS if look in piece.style)


def _end(pieces: Sequence[Run], start: int, mark: Mark) -> int:
    """Tell how far a mark reaches: to the last words that have it, or to where a link begins that
    reaches farther.
    """
    end = start
    while end < len(pieces) and _has(pieces[end], mark):
        end += 1
    farther = pieces[end].link if end < len(pieces) else None
    while farther and end > start and pieces[end - 1].link == farther:
        end -= 1
    while end > start and pieces[end - 1].text.isspace():
        end -= 1
    return end


def _has(piece: Run, mark: Mark) -> bool:
    return piece.link == mark.link if mark.link else mark.look in piece.style


def _without(mark: Mark, piece: Run) -> Run:
    if mark.link:
        return Run(piece.text, piece.style)
    return Run(piece.text, piece.style.replace(mark.look, ""), piece.link)

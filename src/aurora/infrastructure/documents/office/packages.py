"""Containers made anew in memory, of some of the parts of another."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from aurora.infrastructure.documents.parts import UNPACKED_BADLY, container, markup, part

MIMETYPE = "mimetype"  # stands first, where there is one
LARGEST = 128 << 20  # bytes of a part, as anydoc reads them
WORDS = re.compile(r"mimetype|.*\.(?:xml|rels|vml)", re.IGNORECASE)  # all but pictures and programs


class Rewriting(NamedTuple):
    """Which parts are changed, as far as they or those that tell more about them hold one of the
    marks, and how: `change` is given the part, and those.
    """

    parts: re.Pattern[str]
    marks: re.Pattern[bytes]
    change: Callable[..., None]
    told_by: tuple[str, ...] = ()


class Part(NamedTuple):
    """A part as it is kept, and its markup."""

    held: bytes
    root: etree._Element


def rewritten(content: bytes, *rewritings: Rewriting) -> bytes:
    """Give a container with some of its parts changed, and then without pictures; itself where
    nothing in it changes; raises Unreadable.
    """
    with container(content) as opened:
        changed = dict(_changed(opened, rewritings))
        if not changed:
            return content
        kept = {name for name in opened.namelist() if WORDS.fullmatch(name)} - changed.keys()
        return packed({**{name: part(opened, name, LARGEST) for name in kept}, **changed})


def _changed(opened: ZipFile, rewritings: Sequence[Rewriting]) -> Iterator[tuple[str, bytes]]:
    """Give the parts that become others; those that are no good XML are left as they are."""
    telling = cache(partial(_telling, opened))
    for name in opened.namelist():
        if fitting := [one for one in rewritings if one.parts.fullmatch(name)]:
            held = part(opened, name, LARGEST)
            told = [(one, list(map(telling, one.told_by))) for one in fitting]
            with suppress(etree.LxmlError):
                if anew := _anew(held, [each for each in told if _is_marked(held, *each)]):
                    yield name, anew


def _telling(opened: ZipFile, name: str) -> Part:
    """Give a part that tells about others; an empty one where there is none that can be read."""
    with suppress(etree.LxmlError, LookupError, *UNPACKED_BADLY):
        held = part(opened, name, LARGEST)
        return Part(held, markup(held))
    return Part(b"", etree.Element("none"))


def _is_marked(held: bytes, rewriting: Rewriting, told_by: Sequence[Part]) -> bool:
    return any(map(rewriting.marks.search, (held, *(part.held for part in told_by))))


def _anew(held: bytes, rewritings: Sequence[tuple[Rewriting, Sequence[Part]]]) -> bytes | None:
    """Give a part as several rewritings make it, one after the other; none that changes nothing."""
    if not rewritings:
        return None
    root = markup(held)
    before = etree.tostring(root)
    for one, told_by in rewritings:
        one.change(root, *(part.root for part in told_by))
    after = etree.tostring(root)
    return None if after == before else after


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Give a container of the parts, not compressed."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        for name in sorted(parts, key=lambda name: name != MIMETYPE):
            package.writestr(name, parts[name])
    return out.getvalue()


def beside(name: str, target: str) -> str:
    """Give the name of the part that another one refers to by its own place."""
    return normpath(join("/", dirname(name), unquote(target.partition("#")[0]))).lstrip("/")


def related(opened: ZipFile, name: str) -> dict[str, str]:
    """Give by their ids the parts that one relates to; none where that cannot be read."""
    found = _relations(opened, name)
    return {id: beside(name, target) for id, (target, outward) in found.items() if not outward}


def linked(opened: ZipFile, name: str) -> dict[str, str]:
    """Give by their ids the addresses that a part links to; none where that cannot be read."""
    return {id: target for id, (target, outward) in _relations(opened, name).items() if outward}


def _relations(opened: ZipFile, name: str) -> dict[str, tuple[str, bool]]:
    """Give by their ids to what a part relates, and whether that is outside."""
    place = join(dirname(name), "_rels", f"{basename(name)}.rels")
    return {
        one.get("Id", ""): (one.get("Target", ""), one.get("TargetMode") == "External")
        for one in _telling(opened, place).root.iterfind("{*}Relationship")
    }

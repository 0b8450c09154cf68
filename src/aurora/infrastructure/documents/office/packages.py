"""Containers made anew in memory, of some of the parts of another."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, partial
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from aurora.infrastructure.documents.parts import UNPACKED_BADLY, container, markup, part

MIMETYPE = "mimetype"  # stands first, where there is one
LARGEST = 128 << 20  # bytes of a part, as anydoc reads them
WORDS = re.compile(r"mimetype|.*\.(?:xml|rels|vml)", re.IGNORECASE)  # all but pictures and programs


class Rewriting(NamedTuple):
    """Which parts are changed, as far as they hold one of the marks, and how: `change` is given the
    part, and those that tell more about it.
    """

    parts: re.Pattern[str]
    marks: re.Pattern[bytes]
    change: Callable[..., None]
    told_by: tuple[str, ...] = ()


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
    root = cache(partial(_root, opened))
    for name in opened.namelist():
        if fitting := [one for one in rewritings if one.parts.fullmatch(name)]:
            held = part(opened, name, LARGEST)
            with suppress(etree.LxmlError):
                anew = _anew(held, [one for one in fitting if one.marks.search(held)], root)
                if anew:
                    yield name, anew


def _root(opened: ZipFile, name: str) -> etree._Element:
    """Give a part that tells about others, an empty one where there is none that can be read."""
    with suppress(etree.LxmlError, LookupError, *UNPACKED_BADLY):
        return markup(part(opened, name, LARGEST))
    return etree.Element("none")


def _anew(
    held: bytes, rewritings: Sequence[Rewriting], root: Callable[[str], etree._Element]
) -> bytes | None:
    """Give a part as several rewritings make it, one after the other; none that changes nothing."""
    if not rewritings:
        return None
    own = markup(held)
    before = etree.tostring(own)
    for one in rewritings:
        one.change(own, *map(root, one.told_by))
    after = etree.tostring(own)
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

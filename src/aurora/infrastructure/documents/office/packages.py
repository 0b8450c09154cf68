"""Containers made anew in memory, of some of the parts of another."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote
from zipfile import ZIP_STORED, ZipFile

from lxml import etree

from aurora.infrastructure.documents.parts import container, markup, part

MIMETYPE = "mimetype"  # stands first, where there is one
LARGEST = 128 << 20  # bytes of a part, as anydoc reads them
WORDS = re.compile(r"mimetype|.*\.(?:xml|rels|vml)", re.IGNORECASE)  # all but pictures and programs


class Rewriting(NamedTuple):
    """Which parts are changed, as far as they hold one of the marks, and how."""

    parts: re.Pattern[str]
    marks: re.Pattern[bytes]
    change: Callable[[etree._Element], None]


def rewritten(content: bytes, *rewritings: Rewriting) -> bytes:
    """Give a container with some of its parts changed, and then without pictures; itself where
    nothing in it changes; raises Unreadable.
    """
    with container(content) as opened:
        changed = {name: anew for one in rewritings for name, anew in _changed(opened, one)}
        if not changed:
            return content
        kept = {name for name in opened.namelist() if WORDS.fullmatch(name)} - changed.keys()
        return packed({**{name: part(opened, name, LARGEST) for name in kept}, **changed})


def _changed(opened: ZipFile, rewriting: Rewriting) -> Iterator[tuple[str, bytes]]:
    """Give the parts that become others; those that are no good XML are left as they are."""
    for name in filter(rewriting.parts.fullmatch, opened.namelist()):
        held = part(opened, name, LARGEST)
        with suppress(etree.LxmlError):
            if rewriting.marks.search(held):
                root = markup(held)
                before = etree.tostring(root)
                rewriting.change(root)
                after = etree.tostring(root)
                if after != before:
                    yield name, after


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

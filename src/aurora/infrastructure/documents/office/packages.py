"""Containers made anew in memory, of some of the parts of another."""

from collections.abc import Mapping
from io import BytesIO
from posixpath import dirname, join, normpath
from urllib.parse import unquote
from zipfile import ZIP_STORED, ZipFile

MIMETYPE = "mimetype"  # stands first, where there is one


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

"""Reads pictures of text by the system's tesseract, within limits of time."""

import os
import shutil
import subprocess
from collections.abc import Sequence, Set
from functools import cached_property
from time import monotonic

PROGRAM = "tesseract"
PAGE_SECONDS, SECONDS = 60.0, 240.0
MOST_PAGES = 200
DIRECTION = "osd"  # what tesseract knows of which way text runs, among its languages
AS_IT_IS, TURNED = "3", "1"  # how it lays out a page, turned first or not
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}


class Eyes:
    """Looks at the pages of one document, in languages that tesseract knows (`por+eng`); without
    any it sees nothing.
    """

    def __init__(self, languages: str) -> None:
        self._wanted = languages.split("+")
        self._pages, self._until = MOST_PAGES, 0.0

    @cached_property
    def able(self) -> bool:
        """Whether there is a tesseract that knows one of the languages."""
        return bool(self._languages)

    def look(self, picture: bytes) -> str | None:
        """Give what tesseract sees as its table of words (TSV), whichever way the picture lies,
        None where it sees nothing, fails or takes too long, or the document has had its share.
        """
        self._until = self._until or monotonic() + SECONDS
        left = min(PAGE_SECONDS, self._until - monotonic())
        if not self.able or self._pages <= 0 or left <= 0:
            return None
        self._pages -= 1
        layout = TURNED if DIRECTION in self._known else AS_IT_IS
        arguments = ("stdin", "stdout", "-l", "+".join(self._languages), "--psm", layout, "tsv")
        return _said(arguments, picture, left)

    @cached_property
    def _languages(self) -> Sequence[str]:
        return [language for language in self._wanted if language in self._known]

    @cached_property
    def _known(self) -> Set[str]:
        if not shutil.which(PROGRAM):
            return frozenset()
        return frozenset((_said(("--list-langs",), b"", PAGE_SECONDS) or "").split())


def _said(arguments: Sequence[str], given: bytes, seconds: float) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603  the languages are letters, the picture is its input
            [PROGRAM, *arguments], input=given, capture_output=True, timeout=seconds,
            env=os.environ | ONE_THREAD, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")

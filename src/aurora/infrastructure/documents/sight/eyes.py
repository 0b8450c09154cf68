"""Reads pictures of text by the system's tesseract, within limits of time."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from functools import cached_property
from time import monotonic

PROGRAM = "tesseract"
PAGE_SECONDS, SECONDS = 60.0, 240.0
MOST_PAGES = 200
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
        """Give what tesseract sees as its table of words (TSV), None where it sees nothing, fails
        or takes too long, or the document has had its share.
        """
        self._until = self._until or monotonic() + SECONDS
        left = min(PAGE_SECONDS, self._until - monotonic())
        if not self.able or self._pages <= 0 or left <= 0:
            return None
        self._pages -= 1
        arguments = ("stdin", "stdout", "-l", "+".join(self._languages), "--psm", "3", "tsv")
        return _said(arguments, picture, left)

    @cached_property
    def _languages(self) -> Sequence[str]:
        if not shutil.which(PROGRAM):
            return ()
        known = set((_said(("--list-langs",), b"", PAGE_SECONDS) or "").split())
        return [language for language in self._wanted if language in known]


def _said(arguments: Sequence[str], given: bytes, seconds: float) -> str | None:
    try:
        done = subprocess.run(  # noqa: S603  the languages are letters, the picture is its input
            [PROGRAM, *arguments], input=given, capture_output=True, timeout=seconds,
            env=os.environ | ONE_THREAD, check=True,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")

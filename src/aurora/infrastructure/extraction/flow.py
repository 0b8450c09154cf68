"""Running text as browsers show it: white space collapsed, breaks where they are asked for."""

import re

from aurora.domains.blocks import Runs
from aurora.infrastructure.extraction.charset import CONTROL
from aurora.infrastructure.extraction.words import Words

SPACES = re.compile(r"[ \t\n\r\f\xa0]+")
UNSEEN = re.compile(f"[\xad\u200b\u2060\ufeff]|{CONTROL.pattern}")
TAIL, ENDING = 8, 24


class Flow:
    """The line that is being written, with the look and link of what comes next."""

    def __init__(self) -> None:
        self.style = ""
        self.link: str | None = None
        self._words = Words()
        self._tail = ""
        self._space: tuple[str, str | None] | None = None
        self._breaks = 0

    @property
    def begun(self) -> bool:
        """Whether anything was written."""
        return bool(self._tail)

    @property
    def tail(self) -> str:
        """The last characters written, of the last text alone."""
        return "" if self._space or self._breaks else self._tail

    @property
    def ending(self) -> str:
        """The last characters of the line."""
        return "" if self._space or self._breaks else self._words.ending(ENDING)

    @property
    def breaks(self) -> int:
        """How many line breaks wait for what follows them."""
        return self._breaks

    def text(self, text: str) -> None:
        """Go on with text, white space in it collapsed."""
        text = collapsed(text)
        core = text.strip(" ")
        if not core:
            if text:
                self.space()
            return
        if text[0] == " ":
            self.space()
        if self._breaks or self._space:
            self._between()
        self._words.add(core, self.style, self.link)
        self._tail = core[-TAIL:]
        if text[-1] == " ":
            self.space()

    def space(self) -> None:
        """Keep what follows apart from what was written."""
        if self._tail and self._space is None:
            self._space = (self.style, self.link)

    def break_line(self) -> None:
        """Begin a new line."""
        if self._tail:
            self._breaks += 1

    def take(self) -> Runs:
        """Give the line, and begin a new one in the same look."""
        self._tail, self._space, self._breaks = "", None, 0
        return self._words.take()

    def _between(self) -> None:
        if self._breaks:
            self._words.add("\n", self.style, self.link)
        elif self._space:
            self._words.add(" ", *self._space)
        self._space, self._breaks = None, 0


def collapsed(text: str) -> str:
    """Give a text with one space for all white space, and none of what is not seen; most have no
    more already, which is quicker to see than to bring about.
    """
    plain = text.isprintable() and "  " not in text
    return text if plain else SPACES.sub(" ", UNSEEN.sub("", text))


def without(style: str, runs: Runs) -> Runs:
    """Give the runs without that look."""
    words = Words()
    for run in runs:
        words.add(run.text, run.style.replace(style, ""), run.link)
    return words.take()

"""Gathering of words into runs."""

from itertools import chain

from aurora.domains.blocks import Run, Runs


class Words:
    """Runs in the making: neighbours of one look become one."""

    def __init__(self) -> None:
        self._runs: list[Run] = []
        self._parts: list[str] = []
        self._look: tuple[str, str | None] = ("", None)

    def add(self, text: str, style: str = "", link: str | None = None) -> None:
        """Go on with text of that look."""
        if not text:
            return
        if (style, link) != self._look:
            self._end_run()
            self._look = (style, link)
        self._parts.append(text)

    def ending(self, length: int) -> str:
        """Give the last characters that were gathered."""
        ending = ""
        for part in chain(reversed(self._parts), (run.text for run in reversed(self._runs))):
            if len(ending) >= length:
                break
            ending = part[-length:] + ending
        return ending[-length:]

    def take(self) -> Runs:
        """Give what was gathered, and begin anew."""
        self._end_run()
        runs = tuple(self._runs)
        self._runs.clear()
        return runs

    def _end_run(self) -> None:
        if parts := self._parts:
            text = parts[0] if len(parts) == 1 else "".join(parts)
            self._runs.append(Run(text, *self._look))
            parts.clear()

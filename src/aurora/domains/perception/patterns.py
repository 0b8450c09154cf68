"""Patterns of URLs, in regular expressions that take linear time."""

from collections.abc import Callable, Sequence
from typing import Protocol

Matcher = Callable[[str], str | None]


class Patterns(Protocol):
    """Reads regular expressions in the syntax of RE2: no back-references, no look-around."""

    def matcher(self, patterns: Sequence[str]) -> Matcher:
        """Give a function that names the first pattern found anywhere in a text, None when there
        is none. Raises Invalid for what is no such expression.
        """
        ...

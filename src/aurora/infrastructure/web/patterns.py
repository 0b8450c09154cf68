"""Patterns of URLs by RE2, which takes linear time whatever the pattern."""

from collections.abc import Sequence

import re2

from aurora.domains.errors import Invalid
from aurora.domains.perception.patterns import Matcher

LENGTH_LIMIT = 500
MEMORY = 1 << 20


class Re2Patterns:
    """Reads regular expressions with google-re2."""

    def matcher(self, patterns: Sequence[str]) -> Matcher:
        """Give a function that names the first pattern found in a text; raises Invalid."""
        compiled = [(pattern, _compiled(pattern)) for pattern in patterns]

        def first(text: str) -> str | None:
            return next((pattern for pattern, one in compiled if one.search(text)), None)

        return first


def _compiled(pattern: str) -> "re2._Regexp[str]":
    if len(pattern) > LENGTH_LIMIT:
        raise Invalid(f"a pattern has at most {LENGTH_LIMIT:,} characters")
    if not pattern.isprintable():
        raise Invalid("the pattern holds control characters")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MEMORY
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        raise Invalid(f"this is no pattern: {_why(error)}") from None


def _why(error: re2.error) -> str:
    """Say what RE2 says, which is bytes, without the pattern that it repeats."""
    said = error.args[0]
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return text.partition(": ")[0]

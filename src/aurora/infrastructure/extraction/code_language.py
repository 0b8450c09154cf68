"""What the language of code is called where it is named."""

import re

NAME = re.compile(r"[\w+#.-]{1,30}")
NONE = frozenset({"text", "txt", "plain", "plaintext", "none", "nohighlight", "no-highlight"})
KNOWN = dict.fromkeys(("ipython", "ipython2", "ipython3"), "python")


def code_language(named: str) -> str | None:
    """Give the language that the words after a fence, or an attribute, begin with."""
    if not named:
        return None
    word = next(iter(named.replace(",", " ").split()), "").strip("{}").lstrip(".").lower()
    return KNOWN.get(word, word) if NAME.fullmatch(word) and word not in NONE else None

"""Linked data whose names of schema.org stand behind a prefix or are whole addresses
(https://www.w3.org/TR/json-ld11/).
"""

import re

DEEPEST = 20
VOCABULARY = re.compile(r"https?://(?:www\.)?schema\.org[/#]?")
WHOLE = re.compile(r"https?://(?:www\.)?schema\.org[/#](?=\w+\Z)")
CONTEXT = "@context"


def plainly(value: object) -> object:
    """Give linked data with the names that all others have."""
    prefixes = tuple(
        f"{name}:"
        for one in _all(value)
        if isinstance(one, dict)
        for context in _all(one.get(CONTEXT))
        if isinstance(context, dict)
        for name, meant in context.items()
        if isinstance(meant, str) and VOCABULARY.fullmatch(meant) and not name.startswith("@")
    )
    return _plain(value, prefixes, DEEPEST)


def _plain(value: object, prefixes: tuple[str, ...], deep: int) -> object:
    if deep == 0:
        return value
    if isinstance(value, list):
        return [_plain(one, prefixes, deep - 1) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        _name(name, prefixes): inner if name == CONTEXT else _plain(inner, prefixes, deep - 1)
        for name, inner in value.items()
    }


def _name(name: str, prefixes: tuple[str, ...]) -> str:
    if ":" not in name:
        return name
    prefix = next((one for one in prefixes if name.startswith(one)), "")
    return WHOLE.sub("", name.removeprefix(prefix))


def _all(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]

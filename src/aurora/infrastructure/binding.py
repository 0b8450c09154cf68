"""Finds what a function asks for, by the types of its parameters."""

from collections.abc import Callable, Mapping
from typing import Any, get_type_hints

from aurora.bus import Unbound


def arguments(
    function: Callable[..., Any], ports: Mapping[Any, Any], *, skip: int = 1
) -> dict[str, Any]:
    """Give the ports that the parameters after the first `skip` ask for; raises Unbound."""
    hints = get_type_hints(function)
    hints.pop("return", None)
    found = {}
    for name, wanted in list(hints.items())[skip:]:
        if wanted not in ports:
            raise Unbound(f"{function.__name__} asks for {wanted}, nobody provides it")
        found[name] = ports[wanted]
    return found

"""What a language model is told of a page."""

from collections.abc import Iterator
from itertools import accumulate

import msgspec
from msgspec.structs import replace

from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import Facts, Product

LIMIT = 20_000  # characters for facts and products, before the text


class Known(msgspec.Struct, frozen=True):
    """Of a transcript what the page says of itself."""

    facts: Facts = Facts()
    products: tuple[Product, ...] = ()


def told(said: Extracted) -> str:
    """Give the text of a page, and before it its facts and as many of its products as there is room
    for, each as JSON on a line of its own.
    """
    lines = list(_lines(msgspec.json.decode(said.transcript or b"{}", type=Known)))
    lengths = accumulate(map(len, lines))
    fitting = (line for line, length in zip(lines, lengths, strict=True) if length <= LIMIT)
    return "\n\n".join((*fitting, said.text))


def _lines(known: Known) -> Iterator[str]:
    facts = replace(known.facts, images=known.facts.images[:1])
    if facts != Facts():
        yield f"Facts: {msgspec.json.encode(facts).decode()}"
    for one in known.products:
        yield f"Offered: {msgspec.json.encode(one).decode()}"

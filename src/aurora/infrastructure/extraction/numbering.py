"""The numbers that browsers show before the items of an ordered list."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

import msgspec
from selectolax.lexbor import LexborNode

from aurora.domains.blocks import AnyBlock, Listing, Paragraph, Run

Item: TypeAlias = tuple[AnyBlock, ...]

NUMBER = re.compile(r"\s*([-+]?[0-9]{1,18})")
WRITTEN = re.compile(r"\s*[(\[]?([0-9]{1,9})[.):\]]+(?!\d)\s*")
HIGHEST = 999_999_999  # that Markdown knows
HIGHEST_ROMAN = 3_999
ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class Numbering(NamedTuple):
    """How a list counts (https://html.spec.whatwg.org/#the-ol-element): from a number, unless from
    1 or down to it, and in letters like this one, or else in digits.
    """

    start: int | None = None
    down: bool = False
    letters: str | None = None


def numbering(node: LexborNode) -> Numbering:
    """Tell how an ordered list counts."""
    given = node.attributes
    kind = given.get("type")
    letters = kind if kind in ("a", "A", "i", "I") else None
    return Numbering(_number(given.get("start")), "reversed" in given, letters)


def value(item: LexborNode) -> int | None:
    """Give the number that an item has of its own."""
    return _number(item.attributes.get("value"))


def numbered(
    items: Sequence[Item], values: Sequence[int | None], counted: Numbering
) -> Iterator[Listing]:
    """Give a list as lists that count upwards, `values` being the items' own numbers; where its
    numbers are none of Markdown's, as one whose items begin with them. Numbers that are written in
    all items too are told once.
    """
    numbers = list(_numbers(values, counted))
    written = list(map(_parted, items))
    if len(items) > 1 and [number for number, _ in written] == numbers:
        items = [rest for _, rest in written]
    if counted.letters or any(not 0 <= number <= HIGHEST for number in numbers):
        labels = [f"{lettered(number, counted.letters or '')}." for number in numbers]
        yield Listing(items=tuple(map(labelled, labels, items)))
        return
    for _, some in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        (first, start), *rest = some
        yield Listing(items=tuple(items[first : first + 1 + len(rest)]), ordered=True, start=start)


def _numbers(values: Sequence[int | None], counted: Numbering) -> Iterator[int]:
    number = counted.start
    if number is None:
        number = len(values) if counted.down else 1
    for given in values:
        number = number if given is None else given
        yield number
        number += -1 if counted.down else 1


def _parted(item: Item) -> tuple[int | None, Item]:
    """Give the number that the words of an item begin with, and what follows it."""
    first, *others = item
    if not isinstance(first, Paragraph) or not (found := WRITTEN.match(first.runs[0].text)):
        return None, item
    run, *runs = first.runs
    text = run.text[found.end() :]
    rest = (msgspec.structs.replace(run, text=text), *runs) if text else tuple(runs)
    whole = (msgspec.structs.replace(first, runs=rest), *others) if rest else tuple(others)
    return (int(found[1]), whole) if whole else (None, item)


def lettered(number: int, letters: str) -> str:
    """Give a number in letters like this one, where it can be written so."""
    if letters in ("a", "A") and number > 0:
        label = _alphabetic(number)
    elif letters in ("i", "I") and 0 < number <= HIGHEST_ROMAN:
        label = _roman(number)
    else:
        return str(number)
    return label.upper() if letters.isupper() else label


def _alphabetic(number: int) -> str:
    label = ""
    while number:
        number, letter = divmod(number - 1, 26)
        label = chr(ord("a") + letter) + label
    return label


def _roman(number: int) -> str:
    label = ""
    for size, sign in ROMAN:
        count, number = divmod(number, size)
        label += sign * count
    return label


def labelled(label: str, item: Item) -> Item:
    """Give an item that begins with a label."""
    if item and isinstance(first := item[0], Paragraph):
        runs = (Run(f"{label} "), *first.runs)
        return (msgspec.structs.replace(first, runs=runs), *item[1:])
    return (Paragraph(runs=(Run(label),)), *item)


def _number(given: str | None) -> int | None:
    found = NUMBER.match(given or "")
    return int(found[1]) if found else None

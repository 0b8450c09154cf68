"""Lists that stand alone in an item, as Impress writes all below the first level, put into the item
before, and the list that they interrupt made whole.
"""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from aurora.domains.blocks import AnyBlock, Listing, Quote

Item = tuple[AnyBlock, ...]


def deepened(blocks: Iterable[AnyBlock]) -> Iterator[AnyBlock]:
    """Give blocks with their lists as deep as they are meant."""
    made: list[AnyBlock] = []
    for block in blocks:
        before = made[-1] if made else None
        if isinstance(before, Listing) and isinstance(block, Listing) and _begins_deeper(block):
            made[-1:] = _continued(before, block)
        else:
            made.append(block)
    for block in made:
        yield from _inner(block)


def _inner(block: AnyBlock) -> Iterator[AnyBlock]:
    match block:
        case Quote(blocks=blocks):
            yield replace(block, blocks=tuple(deepened(blocks)))
        case Listing(items=items):
            if _begins_deeper(block):
                yield from deepened(items[0])
                items = items[1:]
            if items or not block.items:
                yield replace(block, items=tuple(tuple(deepened(one)) for one in _joined(items)))
        case _:
            yield block


def _begins_deeper(listing: Listing) -> bool:
    return bool(listing.items) and _is_wordless(listing.items[0])


def _is_wordless(item: Item) -> bool:
    return bool(item) and all(isinstance(block, Listing) for block in item)


def _continued(before: Listing, after: Listing) -> Iterator[Listing]:
    """Give a list with what goes on with it, and what is another list."""
    if before.ordered == after.ordered:
        yield replace(before, items=(*before.items, *after.items))
        return
    rest = next((at for at, item in enumerate(after.items) if not _is_wordless(item)), None)
    yield replace(before, items=(*before.items, *after.items[:rest]))
    if rest is not None:
        yield replace(after, items=after.items[rest:])


def _joined(items: Iterable[Item]) -> list[Item]:
    """Give items, each with the lists that stand alone after it."""
    found: list[list[AnyBlock]] = []
    for item in items:
        if found and _is_wordless(item):
            found[-1].extend(item)
        else:
            found.append(list(item))
    return [tuple(item) for item in found]

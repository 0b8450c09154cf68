"""What stands in the posts of a thread beside their texts."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from aurora.infrastructure.extraction.content.postings import Postings

Blocks = list[int]


class Alike(NamedTuple):
    """Blocks beside the texts of posts that stand in elements alike, what these and those around
    them are called, how many posts have one, and what share of all posts that is.
    """

    blocks: Blocks
    tag: str
    own: str
    around: str
    posts: int
    share: float


def beside_texts(postings: Postings) -> Iterator[Alike]:
    """Give what stands in the posts but in none of their texts, by the look of the elements and of
    those around them.
    """
    places, alike = postings.places, defaultdict[tuple[str, str, str], Blocks](list)
    beside = np.flatnonzero(postings.inside & ~postings.body)
    for number, place in zip(beside.tolist(), postings.at[beside].tolist(), strict=True):
        look = places.tags[place], places.names[place], places.names[places.around[place]]
        alike[look].append(number)
    for (tag, own, around), blocks in alike.items():
        posts = len(set(postings.posts[blocks].tolist()))
        yield Alike(blocks, tag, own, around, posts, posts / len(postings.elements))

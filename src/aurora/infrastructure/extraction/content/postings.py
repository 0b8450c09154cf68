"""Posts of a thread, taken apart: of each block in which post it is, and in which place of it."""

from collections import defaultdict
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from aurora.infrastructure.extraction.content.layouts import OUTSIDE, POST, Places
from aurora.infrastructure.extraction.content.signatures import signatures
from aurora.infrastructure.extraction.content.signs import DIGITS
from aurora.infrastructure.extraction.content.visible import NONE, Visible

COUNTED = frozenset({"div", "li", "table", "tbody", "td", "tr"})
CELL = "td"
PROSE = frozenset({"p", "ul", "ol", "pre", "dl"})
REMEMBERED, LONGEST = 4_096, 200
LITTLE, MOST, OFTEN, SAME = 0.01, 0.7, 1.1, 0.1

Chances = NDArray[np.float32]
Flags = NDArray[np.bool_]


class Postings:
    """The posts of a page: its elements that are posts, and the blocks that sign them."""

    def __init__(
        self, visible: Visible, likely: Chances, elements: list[int], signing: Flags
    ) -> None:
        self.visible, self.elements, self.signing = visible, elements, signing
        self.places = Places()
        self.end = max(int(visible.shape.ends[element]) for element in elements)
        self.posts_of, self.places_of = self._placed()
        self.posts, self.at = self.posts_of[visible.elements], self.places_of[visible.elements]
        self.inside = self.posts > NONE
        bottom = self.bottom
        self.among = (visible.elements >= elements[0]) & (visible.elements < bottom)
        self.signature = signatures(visible.blocks, self.places, self.at, self.posts)
        self._likely = likely.astype(np.float64) * (self.inside & ~self.signature & ~signing)
        roots = set(self._bodies())
        self.bodies = self.places.within(roots)
        self.texts = [one for one, place in enumerate(self.places_of.tolist()) if place in roots]
        self.body = self.bodies[self.at] & self.inside & ~self.signature
        if POST in roots:
            self.body &= ~self._heads()

    @cached_property
    def bottom(self) -> int:
        """The first element after the posts and what stands below the last of several in one."""
        shape = self.visible.shape
        around = [shape.parents[element] for element in self.elements]
        beside = around.count(around[-1]) > 1
        return max(self.end, int(shape.ends[around[-1]])) if beside else self.end

    def _placed(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give of each element the post that it is in, and the number of its place; elements of no
        class, and cells, are told apart by how many there are before them.
        """
        shape, members = self.visible.shape, set(self.elements)
        numbers, counts = dict[tuple[int, str, str], int](), dict[tuple[int, str], int]()
        in_post, placed = [NONE] * len(shape.parents), [OUTSIDE] * len(shape.parents)
        for element in range(self.elements[0], self.end):
            parent, tag = shape.parents[element], shape.tags[element]
            if element in members:
                in_post[element], placed[element] = element, POST
            elif (post := in_post[parent]) != NONE:
                named = _named((shape.classes[element] or "")[:LONGEST])
                if tag == CELL or (not named and tag in COUNTED):
                    count = counts[parent, tag] = counts.get((parent, tag), 0) + 1
                    named = f"{named} {count}"
                key = (placed[parent], tag, named)
                if key not in numbers:
                    numbers[key] = self.places.add(*key)
                in_post[element], placed[element] = post, numbers[key]
        return np.array(in_post, np.int64), np.array(placed, np.int64)

    def _heads(self) -> Flags:
        """Tell which blocks sign posts before anything else is said in these."""
        heads, said = [], set[int]()
        for post, signs in zip(self.posts.tolist(), self.signing.tolist(), strict=True):
            heads.append(post != NONE and signs and post not in said)
            if not signs:
                said.add(post)
        return np.array(heads, np.bool_)

    def _bodies(self) -> list[int]:
        """Give the places of the texts: in the posts, and in what holds most of these again and
        again, up to what holds parts of a text.
        """
        mass, posts, many = self._mass, self._posts, self._many
        below: dict[int, list[int]] = defaultdict(list)
        for place in range(len(mass) - 1, POST, -1):
            below[self.places.around[place]].append(place)
        found, todo = [], [POST]
        while todo:
            place = todo.pop()
            inner = self._inner(below[place], LITTLE * mass[place])
            whole = mass[inner].sum() >= MOST * mass[place] if inner else False
            apart = many[inner].sum() <= OFTEN * len(posts[place])
            if whole and apart and not any(map(self._is_prose, inner)):
                todo += inner
            else:
                found.append(place)
        return found

    def _is_prose(self, place: int) -> bool:
        return self.places.tags[place] in PROSE and not self.places.names[place]

    def _inner(self, places: list[int], least: float) -> list[int]:
        """Give those of the places that hold most, of which hardly any two are in one post."""
        found, covered = list[int](), set[int]()
        for place in sorted(places, key=lambda one: -self._mass[one]):
            posts = self._posts[place]
            if self._mass[place] >= least and len(covered & posts) <= SAME * len(posts):
                found.append(place)
                covered |= posts
        return found

    @cached_property
    def _mass(self) -> NDArray[np.float64]:
        mass = np.bincount(self.at, self._likely, len(self.places.around)).astype(np.float64)
        for place in range(len(mass) - 1, POST, -1):
            mass[self.places.around[place]] += mass[place]
        return mass

    @cached_property
    def _posts(self) -> list[set[int]]:
        posts = [set[int]() for _ in self.places.around]
        inside = np.flatnonzero(self.places_of)
        pairs = zip(self.places_of[inside].tolist(), self.posts_of[inside].tolist(), strict=True)
        for place, post in pairs:
            posts[place].add(post)
        return posts

    @cached_property
    def _many(self) -> NDArray[np.int64]:
        return np.bincount(self.places_of, minlength=len(self.places.around))


@lru_cache(REMEMBERED)
def _named(classes: str) -> str:
    """Give a class without the numbers that tell one post from the next."""
    return DIGITS.sub("", " ".join(classes.split()))

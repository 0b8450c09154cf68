"""Words as people match them: without case, accents and endings."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from typing import NamedTuple
from unicodedata import combining, normalize

from aurora.queries.knowledge.dense import DENSE, RUN, neighbours
from aurora.queries.knowledge.stop_words import ENGLISH, PORTUGUESE

ACCENT = r"[\u0300-\u036f]"  # one that stands behind its letter
LETTER = rf"[^\W{DENSE}]"
WORD = re.compile(rf"{LETTER}+(?:{ACCENT}{LETTER}*)*|(?:{ACCENT}{LETTER}*)+")
INSIDE = re.compile(f"{LETTER}|{ACCENT}")
WORD_OR_RUN = re.compile(f"(?P<run>{RUN.pattern})|{WORD.pattern}")
PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i",
     "ŧ": "t", "ŋ": "n", "ĸ": "q", "·": ""}
)  # fmt: skip
SHORTEST_STEM = 3
ENDINGS = frozenset(
    """
    ations ation ments ment ness ings ing ies ers er ed es ly al y s e
    amentos amento imentos imento mente acoes acao icoes icao coes cao idades idade ados adas ado
    ada idos idas ido ida ando endo indo aram eram iram ava avam ara era ira ares ar er ir ou eu
    iu oes ais eis is os as am em o a
    """.split()  # noqa: SIM905  a list of words reads best as text
)
LONGEST_ENDING = max(map(len, ENDINGS))


class Word(NamedTuple):
    """A word of a text: characters `[start, end)` and the root under which it matches."""

    start: int
    end: int
    root: str


def words(text: str) -> Iterator[Word]:
    """Give the words of a text in order; where they have no spaces between them, each two
    neighbouring characters.
    """
    for found in WORD_OR_RUN.finditer(text):
        for start, end in _parts(found):
            yield Word(start, end, root(text[start:end]))


def shared_words(text: str, roots: AbstractSet[str]) -> Sequence[tuple[int, int]]:
    """Give the places of words that carry meaning and have one of the roots, in order; none of
    them overlap.
    """
    near = FAMILIES.among(set(text.split()), roots)
    shared = {word for chunk in near for word in WORD.findall(chunk) if root(word) in roots}
    spaced = [place for word in shared if _carries_meaning(word) for place in _places(text, word)]
    return sorted([*spaced, *_dense_places(text, roots)])


def content_roots(text: str) -> dict[str, str]:
    """Give the distinct words that carry meaning, by root; every word where none does."""
    found = {word.root: text[word.start : word.end] for word in words(text)}
    carrying = {key: word for key, word in found.items() if _carries_meaning(word)}
    return carrying or found


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Give the word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = normalize("NFKD", word.casefold())
    return "".join(one for one in plain if not combining(one)).translate(PLAIN)


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """Give the folded word without one ending: a light stemmer for both languages."""
    plain = folded(word)
    for length in range(min(LONGEST_ENDING, len(plain) - SHORTEST_STEM), 0, -1):
        if plain[-length:] in ENDINGS:
            return plain[:-length]
    return plain


def _carries_meaning(word: str) -> bool:
    return folded(word) not in STOP_WORDS


def _places(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Give the places where the word stands by itself."""
    end = 0
    while (start := text.find(word, end)) >= 0:
        end = start + len(word)
        if not INSIDE.match(text[start - 1 : start]) and not INSIDE.match(text[end : end + 1]):
            yield start, end


def _parts(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Give the place of a word, or those of the neighbours in a run."""
    if found["run"] is None:
        yield found.span()
        return
    for start, end in neighbours(found[0], 2):
        yield found.start() + start, found.start() + end


def _dense_places(text: str, roots: AbstractSet[str]) -> Iterator[tuple[int, int]]:
    """Give the places of characters, alone or with a neighbour, that have one of the roots."""
    for run in RUN.finditer(text) if any(map(RUN.match, roots)) else ():
        near = chain(neighbours(run[0], 1), neighbours(run[0], 2))
        found = sorted(place for place in near if root(run[0][slice(*place)]) in roots)
        for start, end in _joined(found):
            yield run.start() + start, run.start() + end


def _joined(places: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Make one of those that overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start < joined[-1][1]:
            start, end = joined[-1][0], max(end, joined.pop()[1])
        joined.append((start, end))
    return joined


class Families:
    """What stood between spaces in texts seen lately, by the roots of its words.

    A text is compared with its question chunk by chunk at the speed of sets; only chunks that no
    text had before are taken apart.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._seen: set[str] = set()
        self._by_root: dict[str, set[str]] = {}

    def among(self, chunks: AbstractSet[str], roots: AbstractSet[str]) -> AbstractSet[str]:
        """Give the chunks that hold a word with one of the roots."""
        if new := chunks - self._seen:
            if len(self._seen) + len(new) > self._limit:
                self._seen, self._by_root, new = set(), {}, chunks
            self._learn(new)
        return chunks & set().union(*(self._by_root.get(key, ()) for key in roots))

    def _learn(self, chunks: AbstractSet[str]) -> None:
        self._seen |= chunks
        for chunk in chunks:
            for word in WORD.findall(chunk):
                self._by_root.setdefault(root(word), set()).add(chunk)


STOP_WORDS = frozenset({"", *map(folded, (PORTUGUESE + ENGLISH).split())})
FAMILIES = Families(limit=50_000)

"""Words as people match them: without case, accents and endings."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining, normalize

from aurora.queries.knowledge.stop_words import ENGLISH, PORTUGUESE

WORD = re.compile(r"\w+")
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
    """Give the words of a text in order."""
    for found in WORD.finditer(text):
        yield Word(found.start(), found.end(), root(found[0]))


def content_words(text: str) -> Iterator[Word]:
    """Give the words of a text that carry meaning, in order."""
    return (word for word in words(text) if folded(text[word.start : word.end]) not in STOP_WORDS)


def shared_words(text: str, roots: Collection[str]) -> Iterator[tuple[int, int]]:
    """Give the places of words that carry meaning and have one of the roots, in order."""
    for found in WORD.finditer(text):
        if root(found[0]) in roots and folded(found[0]) not in STOP_WORDS:
            yield found.span()


def content_roots(text: str) -> dict[str, str]:
    """Give the distinct words that carry meaning, by root; every word where none does."""
    found = {root(word): word for word in WORD.findall(text)}
    carrying = {key: word for key, word in found.items() if folded(word) not in STOP_WORDS}
    return carrying or found


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Give the word without case and accents."""
    if word.isascii():
        return word.lower()
    plain = normalize("NFKD", word.casefold())
    return "".join(character for character in plain if not combining(character))


@lru_cache(maxsize=50_000)
def root(word: str) -> str:
    """Give the folded word without one ending: a light stemmer for both languages."""
    plain = folded(word)
    for length in range(min(LONGEST_ENDING, len(plain) - SHORTEST_STEM), 0, -1):
        if plain[-length:] in ENDINGS:
            return plain[:-length]
    return plain


STOP_WORDS = frozenset(map(folded, (PORTUGUESE + ENGLISH).split()))

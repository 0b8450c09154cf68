"""Models without weights: deterministic, fast, and good enough to tell texts apart."""

import re
import unicodedata
from array import array
from collections.abc import Iterator, Sequence
from math import sqrt
from zlib import crc32

from aurora.domains.knowledge.likeness import SLOTS
from aurora.domains.knowledge.types import Vector

DIMENSIONS = 384
STEM = 5
WORD = re.compile(r"\w+")
PARAGRAPH = re.compile(r"\S(?:.*?)(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)
PASSAGE_CHARACTERS = 500
DENSE_CHARACTERS = 100
FEWEST_TRIPLES = 40
PRIME = (1 << 61) - 1
LAST_ALPHABETIC = "\u1fff"

STOP_WORDS = {
    "pt": "a o as os um uma de da do das dos em na no e que é não para por com se qual como quem",
    "en": "a an the of in on at and that is are was not for by with if which how who what to it",
}


def _stems(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(character for character in folded if not unicodedata.combining(character))
    return [word[:STEM] for word in WORD.findall(bare)]


class MemoryEmbedder:
    """Hashes the stems of words into 384 numbers: texts that share words are near."""

    @property
    def model(self) -> str:
        """The name of the way of hashing."""
        return "memory-stems"

    async def passages(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Embed texts to be found, in order."""
        return [_vector(text) for text in texts]

    async def questions(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Embed texts to search with, in order."""
        return [_vector(text) for text in texts]


def _vector(text: str) -> Vector:
    numbers = [0.0] * DIMENSIONS
    for stem in {*_stems(text)} or {""}:
        numbers[crc32(stem.encode(errors="replace")) % DIMENSIONS] = 1.0
    length = sqrt(sum(numbers))
    return array("f", [number / length for number in numbers])


class MemorySplitter:
    """Cuts at blank lines, and hard after 500 characters (100 where symbols may be many tokens)."""

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """Give the character ranges `[start, end)` of the passages in ascending order."""
        return list(_passages(text))


def _passages(text: str) -> Iterator[tuple[int, int]]:
    for paragraph in PARAGRAPH.finditer(text):
        dense = max(paragraph[0]) > LAST_ALPHABETIC
        size = DENSE_CHARACTERS if dense else PASSAGE_CHARACTERS
        for start in range(paragraph.start(), paragraph.end(), size):
            end = min(start + size, paragraph.end())
            content = text[start:end]
            left = end - len(content.lstrip())
            if left < end:
                yield left, left + len(content.strip())


class MemorySketcher:
    """Takes of many orders of a text's triples of words the first one each."""

    def sketch(self, text: str) -> bytes:
        """Give the sketch; nothing of a text with fewer than forty triples."""
        words = WORD.findall(unicodedata.normalize("NFC", text.lower()))
        triples = {crc32(" ".join(three).encode("utf-8", "replace")) for three in _triples(words)}
        if len(words) < FEWEST_TRIPLES + 2:
            return b""
        firsts = (min((slot * one + slot) % PRIME for one in triples) for slot in _factors())
        return bytes((0, *(first & 0xFF for first in firsts)))


def _triples(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)


def _factors() -> Iterator[int]:
    return (crc32(bytes([slot])) | 1 for slot in range(SLOTS))


class MemoryLanguages:
    """Counts the stop words of English and Portuguese."""

    def detect(self, text: str) -> str:
        """Give `en` or `pt`, whichever has more stop words in the text, else `und`."""
        words = WORD.findall(text.lower())
        votes = {
            language: sum(word in stop_words.split() for word in words)
            for language, stop_words in STOP_WORDS.items()
        }
        best = max(votes, key=votes.__getitem__)
        return best if votes[best] > min(votes.values()) else "und"

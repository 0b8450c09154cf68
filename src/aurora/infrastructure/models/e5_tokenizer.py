"""The tokenizer of multilingual-e5-small: SentencePiece unigram over normalised words."""

import unicodedata
from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from tokenizers import Tokenizer, models, pre_tokenizers, processors

from aurora.infrastructure.models.e5_file import E5File, packaged

TOKEN_LIMIT = 512
READ_CHARACTERS = 8_192
KNOWN_WORDS = 20_000
CACHED_WORD = 32


class _Loaded(NamedTuple):
    tokenizer: Tokenizer
    normalisation: dict[int, str]


def _load(path: Path) -> _Loaded:
    file = E5File(path)
    pieces, specials = file.pieces(), file.specials
    tokenizer = Tokenizer(models.Unigram(pieces, specials.unknown, byte_fallback=False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    begin, end = pieces[specials.begin][0], pieces[specials.end][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{begin} $A {end}",
        special_tokens=[(begin, specials.begin), (end, specials.end)],
    )
    tokenizer.enable_truncation(TOKEN_LIMIT)
    return _Loaded(tokenizer, file.normalisation())


class E5Tokenizer:
    """Turns texts into token numbers and counts them; loaded on first use, safe between threads."""

    def __init__(self, source: Path | None = None) -> None:
        self.source = source or packaged()
        self._lock = Lock()
        self._loaded: _Loaded | None = None
        self._known: dict[str, int] = {}

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        """Give the numbers of each text's tokens, specials included, cut at 512."""
        loaded = self._load()
        clean = [_normalised(text[:READ_CHARACTERS], loaded.normalisation) for text in texts]
        return [encoding.ids for encoding in loaded.tokenizer.encode_batch_fast(clean)]

    def count(self, text: str) -> int:
        """Count the tokens of a text without specials; right up to 510 of them a word.

        No token reaches over a space, so the counts of the words add up to the text's.
        """
        return sum(map(self._count_word, text.split()))

    def release(self) -> None:
        """Give the memory back until the next use."""
        with self._lock:
            self._loaded = None
            self._known = {}

    def _count_word(self, word: str) -> int:
        known = self._known.get(word)
        if known is None:
            known = len(self.encode([word])[0]) - 2
            if len(self._known) >= KNOWN_WORDS:
                self._known.clear()
            if len(word) <= CACHED_WORD:
                self._known[word] = known
        return known

    def _load(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                self._loaded = _load(self.source)
            return self._loaded


def _normalised(text: str, table: dict[int, str]) -> str:
    words = " ".join(text.split())
    if words.isascii() and words.isprintable():
        return words
    readable = words.encode(errors="replace").decode()
    return " ".join(unicodedata.normalize("NFC", readable).translate(table).split())

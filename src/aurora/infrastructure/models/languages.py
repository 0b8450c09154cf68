"""Tells languages apart by byte n-grams (langid, Lui and Baldwin 2012)."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Protocol

import numpy as np

from aurora.infrastructure.models.langid_tables import tables

LANGUAGES = ("pt", "en", "es", "fr", "de", "it", "nl", "pl", "ru", "uk", "ar", "zh", "ja", "ko")
READ_CHARACTERS = 1_000
SURE = 0.3


class Identifier(Protocol):
    """A loaded language identifier."""

    def classify(self, text: str) -> tuple[str, float]:
        """Give the likeliest language, or `und`, and its probability."""
        ...


class LangidLanguages:
    """Chooses among a few languages; the tables are loaded on first use and stay mapped files."""

    def __init__(self, cache_dir: Path, languages: Sequence[str] = LANGUAGES) -> None:
        self._cache_dir = cache_dir
        self._languages = languages

    def detect(self, text: str) -> str:
        """Give the primary tag of the language of the text's beginning, `und` when unsure."""
        beginning = text[:READ_CHARACTERS]
        if not any(character.isalpha() for character in beginning):
            return "und"
        return self._identifier.classify(beginning)[0]

    @cached_property
    def _identifier(self) -> Identifier:
        from py3langid.langid import LanguageIdentifier

        folder = tables(self._languages, self._cache_dir)
        table = {path.stem: np.load(path, mmap_mode="r") for path in folder.glob("*.npy")}
        identifier: Identifier = LanguageIdentifier(
            table["probabilities"],
            table["priors"],
            table["languages"].tolist(),
            memoryview(table["moves"]),
            memoryview(table["features"]),
            norm_probs=True,
            min_confidence=SURE,
            tk_row=memoryview(table["rows"]),
        )
        return identifier

"""Tells languages apart by byte n-grams (langid, Lui and Baldwin 2012)."""

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

LANGUAGES = ("pt", "en", "es", "fr", "de", "it", "nl", "ca", "gl")
READ_CHARACTERS = 2_000


class Identifier(Protocol):
    """A loaded language identifier."""

    def classify(self, instance: str) -> tuple[str, float]:
        """Give the likeliest language and its score."""
        ...


class LangidLanguages:
    """Chooses among a few languages; loaded on first use."""

    def __init__(self, languages: Sequence[str] = LANGUAGES) -> None:
        self._languages = languages

    def detect(self, text: str) -> str:
        """Give the primary tag of the language of the text's beginning, `und` without letters."""
        beginning = text[:READ_CHARACTERS]
        if not any(character.isalpha() for character in beginning):
            return "und"
        return self._identifier.classify(beginning)[0]

    @cached_property
    def _identifier(self) -> Identifier:
        from py3langid.langid import MODEL_FILE, LanguageIdentifier

        identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
        identifier.set_languages(self._languages)
        return identifier

"""Which language a text is taken to be in."""

import pytest
from tests.infrastructure.extraction.languages import MemoryLanguages

from aurora.infrastructure.extraction.language import language

TERMS = (
    "By using this site you agree that we may use it for statistics, and that you have the right. "
)
PT = (
    "O farol que fica em cima da falésia é o mais antigo de todos, e quem passa não o esquece. " * 4
)
EN = "The lighthouse at the end of the cliff is the oldest of all, and nobody forgets it. " * 4
TABLE = "| 12.40 | --- | the price that you pay | 3 | --- | for it and for this |\n"
JA = "崖の端の灯台はいちばん古い灯台です。その灯台を忘れる人はいません。 " * 5 + "the it "


@pytest.mark.parametrize(
    ("text", "stated", "spoken"),
    [
        (PT, "und", "pt"),
        (EN, "und", "en"),
        (PT, "pt", "pt"),
        (EN, "de", "de"),
        (PT, "en", "pt"),
        (EN, "en", "en"),
        ("O farol de Pedra.", "en", "en"),
        ("xyzzy " * 50, "en", "en"),
        ("xyzzy", "und", "und"),
    ],
)
def test_the_stated_language_is_believed_unless_it_is_the_template_s(
    text: str, stated: str, spoken: str
) -> None:
    assert language(text, stated, MemoryLanguages()) == spoken


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (4 * EN, False),
        (20 * TABLE, False),
        (8 * JA, True),
        (PT, True),
        (TERMS + PT, True),
        (2 * TERMS + PT, True),
        ("x " * 600, True),
        (EN, True),
    ],
)
def test_what_is_plainly_english_and_says_so_is_compared_with_no_other(
    text: str, asked: bool
) -> None:
    languages = CountingLanguages()
    language(text, "en", languages)
    assert bool(languages.texts) is asked


class CountingLanguages:
    """Keeps what it was asked."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def detect(self, text: str) -> str:
        self.texts.append(text)
        return "und"

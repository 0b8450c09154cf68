"""Sketches by rensa: what is kept for ever must not change, and the threshold tells edits apart."""

import re
import tracemalloc
from hashlib import sha256
from pathlib import Path
from random import Random
from unicodedata import normalize

import pytest

from aurora.domains.knowledge.likeness import ALIKE, likeness
from aurora.infrastructure.models import sketcher
from aurora.infrastructure.models.sketcher import ShingleSketcher

MANUAL = Path(__file__).parents[3] / "docs"
PARAGRAPHS = [
    paragraph
    for page in sorted(MANUAL.glob("[ep][nt]/*.md"))
    for paragraph in re.split(r"\n\s*\n", page.read_text("utf-8"))
    if len(paragraph.split()) > 25 and not paragraph.startswith(("```", "|"))
]
PAGES, SIZE = 24, 8
SKETCHER = ShingleSketcher()
BANNER = "We use cookies to make this site work and to measure how it is used. Accept all of them?"


def dated(text: str, _: Random) -> str:
    return f"Updated on 3 March 2026\n\n{text}\n\nPrinted on request on 27 November 2026"


def bannered(text: str, _: Random) -> str:
    return f"{BANNER}\n\n{text}\n\nShare this page with friends. All rights reserved."


def proofread(text: str, chance: Random) -> str:
    return " ".join("word" if chance.random() < 0.01 else one for one in text.split(" "))


def reordered(text: str, chance: Random) -> str:
    parts = text.split("\n\n")
    chance.shuffle(parts)
    return "\n\n".join(parts)


def half_rewritten(text: str, chance: Random) -> str:
    return "\n\n".join([*text.split("\n\n")[: SIZE // 2], *chance.sample(PARAGRAPHS, SIZE // 2)])


def reworded(text: str, chance: Random) -> str:
    return " ".join("word" if chance.random() < 0.15 else one for one in text.split(" "))


def caught(edit: object) -> float:
    chance, found = Random(7), 0
    assert callable(edit)
    for _ in range(PAGES):
        text = "\n\n".join(chance.sample(PARAGRAPHS, SIZE))
        edited = edit(text, chance)
        found += likeness(SKETCHER.sketch(text), SKETCHER.sketch(edited)) >= ALIKE
    return found / PAGES


@pytest.mark.parametrize("edit", [dated, bannered, proofread, reordered])
def test_small_edits_of_real_paragraphs_stay_alike(edit: object) -> None:
    assert caught(edit) >= 0.95


@pytest.mark.parametrize("edit", [half_rewritten, reworded])
def test_texts_that_say_much_of_their_own_are_not_alike(edit: object) -> None:
    assert caught(edit) <= 0.05


def test_texts_are_the_same_however_their_accents_are_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "\n\n".join(PARAGRAPHS)
    whole = SKETCHER.sketch(text)
    for piece in (1, 200_000):
        monkeypatch.setattr(sketcher, "PIECE", piece)
        assert SKETCHER.sketch(normalize("NFD", text)) == whole


def test_a_long_text_is_looked_at_piece_by_piece_and_sketched_as_a_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    text = "\n\n".join(PARAGRAPHS)
    whole = SKETCHER.sketch(text)
    for piece in (1, 40, 1_000):
        monkeypatch.setattr(sketcher, "PIECE", piece)
        assert SKETCHER.sketch(text) == whole


def test_a_sketch_of_a_long_text_weighs_little() -> None:
    text = "The harbour is older than the town around it. " * 50_000
    tracemalloc.start()
    try:
        SKETCHER.sketch(text)
        assert tracemalloc.get_traced_memory()[1] < 10 * len(text)
    finally:
        tracemalloc.stop()


def test_a_sketch_is_what_it_always_was() -> None:
    """Sketches are in the log: where this changes, those of old and of new texts never meet."""
    sketch = SKETCHER.sketch(" ".join(map(str, range(100))))
    assert (sketch[0], sha256(sketch).hexdigest()[:16]) == (2, "b0feedc9ebcc3697")

"""Notes of Markdown texts are read with their marks, each by itself."""

import msgspec
import pytest

from aurora.domains.transcript import Transcript
from aurora.domains.writing import Form, write
from aurora.infrastructure.extraction.texts import markdown_text

NOTED = """A maré sobe[^1] e desce[^longa].

[^1]: https://example.org/mares
[^longa]: Desce *devagar*
em maio.

    Em junho não.

Fim.
"""


def read(text: str) -> tuple[str, list[str]]:
    """Give a text without marks, and its parts as they were written."""
    found = markdown_text(text, None)
    blocks = msgspec.json.decode(found.transcript, type=Transcript).blocks
    parts = [found.text[one.start : one.end] for one in found.elements]
    assert len(write(blocks).elements) == len(parts)
    return write(blocks, Form.PLAIN).text, parts


def test_a_note_stands_behind_its_mark() -> None:
    written, parts = read(NOTED)
    assert written == (
        "A maré sobe[1] e desce[longa].\n\n[1] https://example.org/mares\n\n"
        "[longa] Desce devagar em maio.\n\nEm junho não.\n\nFim."
    )
    assert parts == [
        "A maré sobe[^1] e desce[^longa].",
        "[^1]: https://example.org/mares",
        "[^longa]: Desce *devagar*\nem maio.",
        "Em junho não.",
        "Fim.",
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("sobe[^2]", "sobe[^2]"),
        ("[^1]:\n    Below.\n\n[^2]:\n", "[1] Below."),
        ("- a[^1]\n\n  [^1]: in\n\n- b", "a[1]\n\n[1] in\nb"),
        ("> [^1]: a\n> b", "[1] a b"),
        ("[^1]: - a\n    - b", "a\nb"),
        ("[^1]: | a | b |\n    |---|---|\n    | 1 | 2 |", "a\tb\n1\t2"),
        ("[^1]: ```\n    a\n      b\n    ```", "a\n  b"),
        ("# A[^1]\n[^1]: b", "A[1]\n\n[1] b"),
        ("    [^1]: code", "[^1]: code"),
        ("`[^1]`\n\n[^1]: b", "[^1]\n\n[1] b"),
    ],
)
def test_notes_may_stand_anywhere(text: str, written: str) -> None:
    assert read(text)[0] == written


def test_notes_in_one_another_without_end_are_read() -> None:
    assert read("[^a]: " * 5_000)[1] == []

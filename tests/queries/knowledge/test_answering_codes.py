"""Questions that name a code, a model or a year."""

import pytest
from tests.library import Library

CODES = """# Errors of the X200

E1042 means that the pump is blocked. E1043 means that the door is open.

The tax rate was 19 % in 2024. The tray holds 250 sheets.
"""


@pytest.mark.parametrize(
    "question",
    [
        "What does the error E1044 mean?",
        "What was the tax rate in 2019?",
        "How many sheets does the tray of the X300 hold?",
    ],
)
async def test_what_names_another_code_year_or_model_is_no_answer(question: str) -> None:
    library = Library()
    await library.ingest(await library.found(), CODES, media_type="text/markdown")
    assert (await library.answer(question)).abstained


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("What does the error E1043 mean?", "E1043 means that the door is open."),
        ("What was the tax rate in 2024?", "The tax rate was 19 % in 2024."),
        ("How many sheets does the tray of the X200 hold?", "The tray holds 250 sheets."),
    ],
)
async def test_a_code_a_year_or_a_model_is_answered_alone(question: str, answered: str) -> None:
    library = Library()
    await library.ingest(await library.found(), CODES, media_type="text/markdown")
    answer = await library.answer(question)
    assert answer.answer is not None
    assert answered in answer.answer
    assert "E1042" not in answer.answer

"""Language tags."""

import pytest

from aurora.domains.errors import Invalid
from aurora.domains.identity.language import known_tag, primary


@pytest.mark.parametrize(
    ("given", "kept"), [("en", "en"), ("PT-BR", "pt-BR"), ("zh-Hant-TW", "zh-Hant-TW")]
)
def test_a_tag_is_kept_as_it_is_usually_written(given: str, kept: str) -> None:
    assert known_tag(given) == kept


@pytest.mark.parametrize("given", ["", "e", "english", "pt_BR", "pt-", "en\n", "en-" + "a" * 9])
def test_what_is_no_tag_is_refused(given: str) -> None:
    with pytest.raises(Invalid) as refusal:
        known_tag(given)
    assert refusal.value.field == "language"


def test_the_language_is_what_comes_first() -> None:
    assert primary("pt-BR") == "pt"

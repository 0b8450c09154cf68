"""Letters say what they are about in the language of whom they are for."""

import string

import pytest

from aurora.domains.identity.letters import write
from aurora.domains.identity.wordings import WORDINGS, Occasion

FACTS = {"home": "https://a.example", "link": "https://a.example/account#x=1", "name": "Ana {x}"}


@pytest.mark.parametrize("occasion", Occasion)
@pytest.mark.parametrize("language", ["en", "pt"])
def test_every_occasion_has_a_letter_in_both_languages(occasion: Occasion, language: str) -> None:
    letter = write(occasion, "ana@example.org", language, **FACTS)

    assert letter.language == language
    assert FACTS["home"] in letter.text


@pytest.mark.parametrize("occasion", Occasion)
def test_both_languages_tell_the_same_facts(occasion: Occasion) -> None:
    named = [
        {name for _, name, _, _ in string.Formatter().parse(wording[occasion].text) if name}
        for wording in WORDINGS.values()
    ]
    assert named[0] == named[1]


@pytest.mark.parametrize(
    ("asked", "spoken"), [("pt-BR", "pt"), ("PT", "pt"), ("en-GB", "en"), ("fr", "en")]
)
def test_regions_are_served_and_other_languages_get_english(asked: str, spoken: str) -> None:
    letter = write(Occasion.KNOWN_ALREADY, "ana@example.org", asked, **FACTS)

    assert letter.language == spoken


def test_a_name_is_never_read_as_a_template() -> None:
    letter = write(Occasion.PASSWORD_CHANGED, "ana@example.org", "en", **FACTS)

    assert "Hello Ana {x}," in letter.text


def test_strangers_are_not_told_what_somebody_calls_themselves() -> None:
    """A name is a text that its owner chose: in a letter to others it would be an advertisement."""
    for occasion in (Occasion.INVITED, Occasion.ADDRESS_TO_CONFIRM, Occasion.KNOWN_ALREADY):
        assert all("{name}" not in wording[occasion].text for wording in WORDINGS.values())

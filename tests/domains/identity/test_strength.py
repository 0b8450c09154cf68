"""Which new passwords are refused although they are long enough."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.identity.person import Person
from aurora.domains.identity.strength import (
    Strength,
    WeakPassword,
    require_strong,
    words_about,
)

JOAO = Person.of("joao.silva@empresa.example", "João da Silva")
STRONG, WEAK = Strength(score=4, guesses_log10=15.0), Strength(score=1, guesses_log10=4.2)


def test_an_attacker_tries_the_parts_of_name_and_address_first() -> None:
    assert set(words_about(JOAO)) == {"joao", "silva", "empresa", "example", "aurora"}


@pytest.mark.parametrize(
    "password",
    [
        "joaosilva2026joaosilva",
        "João da Silva 1987",
        "JOAO.SILVA@EMPRESA.EXAMPLE",
        "Aurora-aurora-2026!",
        "silvasilvasilva!!",
    ],
)
def test_ones_own_words_are_no_password(password: str) -> None:
    with pytest.raises(WeakPassword, match="one's own name") as refusal:
        require_strong(password, JOAO, STRONG)
    assert refusal.value.field == "password"


@pytest.mark.parametrize("password", ["joao hates early mornings", "silver linings playbook"])
def test_a_sentence_may_name_somebody(password: str) -> None:
    require_strong(password, JOAO, STRONG)


def test_the_refusal_tells_how_easy_it_is_and_what_would_help() -> None:
    told = Strength(score=0, guesses_log10=0.8, warning="It repeats.", suggestions=("Add a word.",))
    with pytest.raises(WeakPassword) as refusal:
        require_strong("passwordpassword", JOAO, told)

    assert str(refusal.value) == "this password is easy to guess. It repeats. Add a word."
    assert refusal.value.facts == {
        "score": 0,
        "guesses_log10": 0.8,
        "warning": "It repeats.",
        "suggestions": ("Add a word.",),
    }


@given(st.text(min_size=15, max_size=60))
def test_what_is_easy_to_guess_is_refused_whatever_it_is_made_of(password: str) -> None:
    with pytest.raises(WeakPassword):
        require_strong(password, JOAO, WEAK)

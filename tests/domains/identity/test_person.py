"""E-mail addresses and names in the form they are kept in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.domains.errors import Invalid
from aurora.domains.identity.person import Person, fold_email


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ana@Example.ORG", "ana@example.org"),
        ("  ana@example.org\n", "ana@example.org"),
        ("jose\u0301@example.org", "jos\u00e9@example.org"),
        ("STRASSE@example.org", "strasse@example.org"),
        ("straße@example.org", "strasse@example.org"),
        ("ana@localhost", "ana@localhost"),
    ],
)
def test_addresses_are_kept_in_one_form(typed: str, kept: str) -> None:
    assert fold_email(typed) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@@example.org",
        "ana@example..org",
        "a na@example.org",
        "ana\x00@example.org",
        "ana\ud800@example.org",
        "a" * 250 + "@example.org",
    ],
)
def test_what_is_no_address_is_refused_by_name(typed: str) -> None:
    with pytest.raises(Invalid) as refusal:
        fold_email(typed)
    assert refusal.value.field == "email"


@pytest.mark.parametrize("text", ["a" + "\u0301\u0316" * 2_000_000, "e\u0301" * 255, "a" * 801])
def test_what_cannot_fit_is_refused_before_it_is_composed(text: str) -> None:
    with pytest.raises(Invalid):
        fold_email(f"{text}@example.org")
    with pytest.raises(Invalid):
        Person.of("ana@example.org", text)


def test_what_fits_when_composed_is_kept() -> None:
    assert Person.of("ana@example.org", "\u03b1\u0313\u0300\u0345" * 200).name == "\u1f82" * 200


@given(st.emails())
def test_folding_an_address_again_changes_nothing(email: str) -> None:
    folded = fold_email(email)

    assert fold_email(folded) == folded == fold_email(email.upper().lower())


@pytest.mark.parametrize("name", ["", "   ", "a\x00b", "a\nb", "a\ud800", "n" * 201])
def test_names_are_short_and_printable(name: str) -> None:
    with pytest.raises(Invalid) as refusal:
        Person.of("ana@example.org", name)
    assert refusal.value.field == "name"


def test_names_keep_their_letters() -> None:
    assert Person.of("ana@example.org", " João 李 ").name == "João 李"

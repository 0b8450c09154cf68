"""What elements say of the text in them."""

import pytest

from aurora.infrastructure.extraction.content.marks import BITS, NAMES, marks


def names(tag: str, **attributes: str) -> set[str]:
    bits = marks(tag, {name.rstrip("_"): value for name, value in attributes.items()})
    return {name for name in NAMES if bits & BITS[name]}


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("post-content", {"content"}),
        ("relatedPosts", {"related"}),
        ("siteFooter__links", {"bottom"}),
        ("COOKIE-banner", {"consent", "top"}),
        ("conteudo", {"content"}),
        ("x9 qq", set()),
    ],
)
def test_words_in_classes_and_ids_are_understood_in_any_spelling(
    said: str, meant: set[str]
) -> None:
    assert names("div", class_=said) >= meant
    assert names("div", id=said) >= meant
    assert bool(names("div", class_=said)) == bool(meant)


def test_tags_and_roles_say_the_same() -> None:
    assert names("nav") & names("div", role="navigation") == {"<navigation>"}
    assert names("main") == names("div", role="main")


def test_a_property_of_a_thing_is_told_by_its_name() -> None:
    assert names("span", itemprop="price") == {"<property>", "price"}


def test_all_marks_fit_into_a_number() -> None:
    assert len(NAMES) < 64
    assert len(set(BITS.values())) == len(NAMES)

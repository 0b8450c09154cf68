"""What elements say of the text in them."""

import pytest

from aurora.infrastructure.extraction.content.marks import BITS, BODY, NAMES, marks


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
        ("tarteaucitronRoot", {"consent"}),
        ("didomi-host", {"consent"}),
        ("CybotCookiebotDialog", {"consent", "modal"}),
        ("conteudo", {"content"}),
        ("kommentar-liste", {"comment", "list"}),
        ("seitenleiste", {"side"}),
        ("botao compartilhar", {"social"}),
        ("warenkorb_inhalt", {"cart", "content"}),
        ("pie-x9", set()),
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


def test_a_place_to_lead_to_is_no_link_and_its_id_says_nothing_of_the_text() -> None:
    assert names("a", href="/") == {"<link>"}
    assert names("a", id="comments", class_="author") == {"byline"}
    assert names("a", name="top") == set()
    assert names("a", class_="author") == {"<link>", "byline"}


def test_a_property_of_a_thing_is_told_by_its_name() -> None:
    assert names("span", itemprop="price") == {"<property>", "price"}


def test_all_marks_fit_into_a_number() -> None:
    assert BODY < 1 << 63
    assert len(set(BITS.values())) == len(NAMES)


@pytest.mark.parametrize(
    ("attributes", "body"),
    [
        ({"class": "article-body"}, True),
        ({"class": "wrap c-entry__content wide"}, True),
        ({"id": "storyText"}, True),
        ({"class": "mw-content-text"}, True),
        ({"itemprop": "articleBody"}, True),
        ({"class": "materia-conteudo"}, True),
        ({"class": "artikel-inhalt"}, True),
        ({"id": "cuerpo_noticia"}, True),
        ({"itemprop": "headline"}, False),
        ({"class": "kommentar-inhalt"}, False),
        ({"class": "comment-content"}, False),
        ({"class": "content"}, False),
    ],
)
def test_elements_are_known_that_are_named_as_bodies_are(
    attributes: dict[str, str], body: bool
) -> None:
    assert bool(marks("div", dict(attributes)) & BODY) == body

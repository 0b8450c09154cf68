"""In which codec texts of old systems are written that nobody says it of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.infrastructure.extraction.test_latin import ELSEWHERE, WEST

from aurora.infrastructure.extraction.charset import decode

OLD = (
    "Nome;Cidade\nJoão;São Paulo\nInês;Évora\nConceição;Guimarães\n",
    "A maçã de São João é doce, não é? Amanhã vamos à praia com os irmãos, já é verão.",
    "La película será mañana a las diez; después habrá más baile y más música.",
    "Les élèves mangeaient des crêpes. Ça n'était pas cher, même à Noël.",
    "Die schönen Mädchen gehen über die Straße und grüßen, früher war alles größer.",
)
MARKED = (
    "It wasn’t – as they’d said—a “good” idea… or was it…not? I’ve seen worse—much worse.",
    "2010–2020: 80 € each…and the café’s menu, “naïve” or not—we’ll see. Brontë’s résumé.",
    "Mädchen, Bäcker, Käse, später, während, gefährlich: älter wird man von selbst.",
    "Le cœur de ma sœur, un bœuf, des œufs et mes vœux pour la manœuvre du chœur.",
    "Price 12 €, don’t pay more™ — it’s ©2020 and 5\xa0km\xa0away, isn’t it?",
)


@pytest.mark.parametrize("text", OLD)
@pytest.mark.parametrize("codec", ["cp850", "mac_roman"])
def test_letters_amid_words_tell_the_codec(text: str, codec: str) -> None:
    assert decode(text.encode(codec), "text/plain") == text


@given(st.sampled_from(MARKED + WEST), st.integers(0, 60), st.integers(20, 90))
def test_the_marks_of_windows_are_never_taken_for_letters(
    text: str, start: int, length: int
) -> None:
    part = text[start : start + length]
    assert decode(part.encode("cp1252"), "text/plain") == part


@pytest.mark.parametrize(("text", "codec"), [*ELSEWHERE, ("カタログのページをひらく", "cp932")])
def test_texts_of_elsewhere_are_none_of_the_west(text: str, codec: str) -> None:
    assert decode((text * 3).encode(codec), "text/plain") == text * 3

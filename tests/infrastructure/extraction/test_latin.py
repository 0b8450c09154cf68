"""In which codec texts in Latin letters are written that nobody says it of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurora.infrastructure.extraction.charset import decode

WEST = (
    "A maçã de São João é doce, não é? Amanhã vamos à praia com os irmãos e a avó, já é verão.",
    "El niño pequeño comió en el jardín. ¿Verdad? ¡Qué día más bonito! La 1ª vez fue mejor.",
    "L’été dernier, les élèves mangeaient des crêpes. Ça n’était pas cher, même à Noël, ma sœur.",
    "Die schönen Mädchen gehen über die Straße und grüßen – früher war alles größer.",
    "Perché la città è così bella? È già sera, però non c'è più né zucchero né tè. Andrò lunedì.",
    "De coördinator zei dat één en ander geregeld is; de patiënten hebben geen reünie nodig.",
    "På våren åker vi till sjön och äter glass på bryggan. Solen går ner över skärgården.",
    "Rødgrød med fløde er en dejlig sommerspise. På øen går børnene i skole, når det blæser.",
    "Það er gott að búa á Íslandi þó að veðrið sé slæmt. Þegar sólin skín förum við út.",
    "Homme œuvre bête, naïve café, a crème brûlée, 5 km², 20 °C, « bien » ¡olé!",
    "It costs £5, £6 or £7.50, at 3 m³, ½ or ¾ of it; 20 ¢, © 2024, ±5 ¥, §2, ¶3, ´x´ and 1¹.",
)
CENTRAL = (
    "W sobotę pojechaliśmy do Łodzi, gdzie świeciło słońce i było ciepło, więc dzieci się bawiły.",
    "V sobotu jsme jeli do Prahy, kde svítilo slunce a bylo velmi teplo, takže si děti hrály.",
    "Kŕdeľ šťastných ďatľov učí pri ústí Váhu mĺkveho koňa obhrýzať kôru, a bolo veľmi teplo.",
    "Árvíztűrő tükörfúrógép: Győrben sütött a nap, és a hűs erdőből jövő szellő is meleg volt.",
    "U subotu smo išli na more, gdje je sjalo sunce. Čovjek želi više sreće, a kuća je već daleko.",
)
TURKISH = (
    "Cumartesi günü İstanbul'a gittik, güneş parlıyordu ve hava sıcaktı, çocuklar bahçede oynadı."
)
ELSEWHERE = [
    *[(text, codec) for text in CENTRAL for codec in ("cp1250", "iso8859-2")],
    ("Gęś żółta śpi w łóżku, a źrebię ćwiczy", "iso8859-2"),
    (TURKISH, "cp1254"),
    (TURKISH, "iso8859-9"),
]


@pytest.mark.parametrize(("text", "codec"), ELSEWHERE)
@pytest.mark.parametrize("html", [False, True])
def test_letters_tell_the_codec(text: str, codec: str, html: bool) -> None:
    whole = f"<html><body><p>{text}</p></body></html>" if html else text
    media_type = "text/html" if html else "text/plain"
    assert decode(whole.encode(codec), media_type, html=html) == whole


@given(st.sampled_from(WEST), st.integers(0, 60), st.integers(20, 90))
def test_however_little_there_is_of_a_western_text_it_stays_one(
    text: str, start: int, length: int
) -> None:
    part = text[start : start + length]
    assert decode(part.encode("cp1252"), "text/plain") == part


def test_a_western_text_of_many_languages_stays_one() -> None:
    text = "\n".join(WEST)
    assert decode(text.encode("cp1252"), "text/plain") == text


@pytest.mark.parametrize("name", ["Heyrovský", "Táíwò", "Segrè", "Dvorák"])
def test_foreign_names_change_no_western_text(name: str) -> None:
    text = f"{name} won. " + "Everybody had waited for it in the lighthouse, all night. " * 5
    text = f"{text * 20}£5"
    assert decode(text.encode("cp1252"), "text/plain") == text

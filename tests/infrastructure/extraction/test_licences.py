"""Which of the licences on a page is its own."""

import pytest
from tests.infrastructure.extraction.described import facts

BY = "https://creativecommons.org/licenses/by/4.0/"
CC = f"<a href={BY}>CC BY 4.0</a>"
PROSE = f"<p>{'The pilot waits for the tide, and the tide waits for nobody. ' * 9}</p>"


@pytest.mark.parametrize(
    "html",
    [
        f"<p><a rel=license href={BY}>x</a>",
        f"<link rel=license href={BY}>",
        f"<footer>© Ash 2024 {CC}</footer>",
        f"<div id=footer><p>{CC}</p></div>",
        f"<p class=cc-license>{CC}",
        f"<p>This work is licensed under {CC}.",
        f"<p>Except where otherwise noted, the words are under {CC}.",
        f"<p>Die Inhalte stehen unter der Lizenz {CC}.",
        f"<p>O texto está sob a licença {CC}.",
        f"<p><a href={BY}><img src=/88x31.png></a>",
        f"<p>Text und Fotos: Agnes, Lizenz {CC}",
        f"<p>Foto: Karl. Dieses Werk ist unter {CC} lizenziert.",
        f"<aside>All that stands here is licensed under {CC}</aside>",
        f"<figure><a rel=license href=/x>x</a></figure><p>{PROSE}<a rel=license href={BY}>x</a>",
    ],
)
def test_what_a_page_says_of_itself_is_its_licence(html: str) -> None:
    assert facts(f"<h1>Sea</h1>{PROSE}{html}").licence == BY


@pytest.mark.parametrize(
    "html",
    [
        f"<figure><img><figcaption>{CC}</figcaption></figure>",
        f"<p class=bildnachweis>Lizenz {CC}</p>",
        f"<div class=wp-caption><img><p class=wp-caption-text>Karl, licence {CC}</div>",
        f"<p><img><span class=credit>Karl, licensed {CC}</span>",
        f"<p>Foto: <a href=/k>Karl</a>, Lizenz {CC}</p>",
        f"<p>Photo by Karl, licensed under <a rel=license href={BY}>CC BY</a></p>",
        f"<p>Musik: Birocratic – prismatic (Lizenz {CC})</p>",
        f"<p>Map data © somebody, licence {CC}</p>",
        f"<p>Imagem de Karl sob licença {CC}</p>",
        f"<p>He spoke of {CC} for an hour.</p>",
        f"<aside>{CC}</aside>",
        f"<div class=comment><p>Its licence is {CC}</div>",
    ],
)
def test_that_of_something_on_the_page_is_not(html: str) -> None:
    assert facts(f"<h1>Sea</h1>{PROSE}{html}{PROSE}").licence is None

"""Dates that stand beside the heading of an article."""

import pytest
from tests.infrastructure.extraction.described import facts

HEAD = "<h1>The sea</h1>"
DAY = "5. März 2024"
DATE = f"<p class=post-date>{DAY}</p>"
PROSE = f"<p>{'The sea is cold and the pilot waits for the tide. ' * 20}</p>"
CARD = "<li class=card><a>x</a> <i class=date>{0}.3.2024</i>"
OTHER = "<p class=date>1. Mai 2019</p>"


@pytest.mark.parametrize(
    "html",
    [
        f"{HEAD}{DATE}{PROSE}",
        f"<div>{DATE}{HEAD}</div>{PROSE}",
        f"<header><div><span class='meta publishDate'>am {DAY}</span></div>{HEAD}</header>{PROSE}",
        f"<h1>Blatt</h1>{PROSE}<h2 class=entry-title>The sea</h2>{DATE}{PROSE}",
        f"{HEAD}<p>In short.</p>{DATE}<div class=entry-date>{DAY}</div>{PROSE}{OTHER}",
        f"{OTHER}<h2>News</h2><article>{HEAD}{DATE}{PROSE}</article>",
        f"{HEAD}<ul><li class=date>{DAY}<li>by Agnes</ul>{PROSE}",
        f"{HEAD}{DATE}<p class=date-updated>1. Mai 2024</p>{PROSE}",
        f"{HEAD}{DATE}<p class=date>Aktualisiert am 1. Mai 2024</p>{PROSE}",
    ],
)
def test_the_only_one_is_the_date_of_the_article(html: str) -> None:
    assert facts(html).published == "2024-03-05"


@pytest.mark.parametrize(
    "html",
    [
        f"{HEAD}{DATE}{OTHER}{PROSE}",
        f"{HEAD}{PROSE}{DATE}",
        f"{HEAD}<h2>News</h2>{DATE}{PROSE}",
        f"<div>{DATE}</div><nav>{'Politics and Sports ' * 9}</nav>{HEAD}{PROSE}",
        f"{HEAD}<aside>{DATE}</aside>{PROSE}",
        f"{HEAD}<div class=comment>{DATE}</div>{PROSE}",
        f"{HEAD}<footer>{DATE}</footer>{PROSE}",
        f"{HEAD}<p class=event-date>{DAY}</p>{PROSE}",
        f"{HEAD}<p class=date>Anmeldung bis {DAY}</p>{PROSE}",
        f"{HEAD}<p class=date>5. März 2094</p>{PROSE}",
        f"{HEAD}<p class=date>Última atualização: {DAY}</p>{PROSE}",
        f"{HEAD}<p class=birthplace>{DAY}</p>{PROSE}",
        f"{HEAD}<p class=date>{PROSE} {DAY}</p>",
        f"{HEAD}<ul>{''.join(map(CARD.format, '123'))}",
    ],
)
def test_others_are_not(html: str) -> None:
    assert facts(html).published is None

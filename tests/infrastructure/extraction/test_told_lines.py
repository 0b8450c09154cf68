"""Plain words below a heading that tell when a page was published, and who wrote it."""

import pytest
from tests.infrastructure.extraction.described import facts

HEAD = "<html lang=pt><h1>O mar</h1>"
PROSE = f"<p>{'O mar está frio e o piloto espera pela maré. ' * 20}</p>"
DAY = "12 de março de 2024"
BY = "<p>Por Ana Reis</p>"
CARD = "<li><p><a>Farol</a></p><p>Por Ana Reis</p><p>12/03/2024</p></li>"


@pytest.mark.parametrize(
    "html",
    [
        "<p>12/03/2024 10h30 · Atualizado 13/03/2024</p>",
        "<div>12/03/2024 às 10h30</div><div>Atualizado há 2 anos</div>",
        "<p>Publicado em 12 mar 2024 às 10h30</p>",
        f"<p>Publicada: terça-feira, {DAY}</p>",
        "<p>Posted on Tuesday, March 12th, 2024 at 10:30 am</p>",
        "<p>Published 12 March 2024 | 5 min read</p>",
        "<p>Publicado em 12/03/2024 às 10h30 (horário de Brasília)</p>",
        "<p>Publicado em 12/03/2024 às 10:30 GMT-3</p>",
        "<p>Published: Mar 12, 2024 10:30 AM EST</p>",
        "<p>12/03/2024 | Última atualização: 13/03/2024</p>",
        f"{BY}<p>12.mar.2024 às 10h30</p>",
        f"<p>Postado por Ana Reis em {DAY}</p>",
        "<p>March 12, 2024 · Updated March 13, 2024</p>",
        f"{BY}<p>terça-feira, 12 de Março de 2024</p>",
        f"<p>O farol e o cais.</p>{BY}<p>12.03.2024</p>",
        f"<p>2024-03-12</p>{BY}",
        f"<p>Por <a href=/ana>Ana Reis</a><br>{DAY}</p>",
        f"<ul><li>Por Ana Reis<li>{DAY}<li>Lisboa</ul>",
        f"<p><span>Por Ana Reis</span><span>{DAY}</span></p>",
        f"<p>Por Ana Reis, {DAY}</p>",
        f"<p>Por Ana Reis em {DAY} - 10h30</p>",
        "<p>Published on March 12, 2024 by Ana Reis</p>",
        "<p>By Ana Reis | Mar. 12, 2024 | Lisbon</p>",
    ],
)
def test_lines_tell_when_a_page_was_published(html: str) -> None:
    assert facts(f"{HEAD}{html}{PROSE}").published == "2024-03-12"


def test_an_abbreviated_month_may_end_with_a_full_stop() -> None:
    assert facts(f"{HEAD}{BY}<p>1º de abr. de 2024</p>{PROSE}").published == "2024-04-01"


@pytest.mark.parametrize(
    "html",
    [
        "<p class=byline>Ana Reis</p><p>12.03.2024</p>",
        "<p><a rel=author>Ana Reis</a> · 12/03/2024 10h30</p>",
        "<meta name=author content='Ana Reis'><p>12/03/2024 - Ana Reis</p>",
        "<p>Por Redação</p><p>12/03/2024 10h30</p>",
        "<p>Da Redação - Lisboa</p><p>12/03/2024</p>",
        "<p>By staff writer | March 12, 2024</p>",
        "<meta name=author content='Ana Reis'><p>Ana Reis<p>12/03/2024",
    ],
)
def test_a_day_beside_who_wrote_a_page_is_that_of_publishing_it(html: str) -> None:
    assert facts(f"{HEAD}{html}{PROSE}").published == "2024-03-12"


def test_a_day_beside_somebody_else_is_not() -> None:
    html = "<meta name=author content='Ana Reis'><p>Rui Sá</p><p>12/03/2024</p>"
    assert facts(f"{HEAD}{html}{PROSE}").published is None


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{DAY}</p>",
        "<p>12/03/2024 20h30</p>",
        f"<p>{DAY}</p><p>Por terra e por mar.</p>",
        f"{BY}<p>12 March 2024 – 14 March 2024</p>",
        f"{BY}<p>Inscrições até {DAY}</p>",
        f"{BY}<p>O cais abriu em {DAY}.</p>",
        f"<p>Atualizado em {DAY}</p>",
        f"<p>Publicado em {DAY}</p><p>Publicado em 5 de maio de 2019</p>",
        f"<h2>Notícias</h2><p>Publicado em {DAY}</p>",
        f"{PROSE}<p>Publicado em {DAY}</p>",
        f"<aside><p>Publicado em {DAY}</p></aside>",
        f"<div class=comment><p>Publicado em {DAY}</p></div>",
        f"<div class=event>{BY}<p>{DAY}</p></div>",
        f"<p hidden>Publicado em {DAY}</p>",
        "<p>Publicado em março de 2024</p>",
        "<p>Publicado em 12 de março de 2094</p>",
        f"<ul>{CARD * 3}</ul>",
    ],
)
def test_other_lines_do_not(html: str) -> None:
    assert facts(f"{HEAD}{html}{PROSE}").published is None


def test_what_a_page_tells_otherwise_goes_first() -> None:
    told = facts(f"{HEAD}<p class=date>5/3/2024</p>{BY}<p>12.03.2024</p>{PROSE}")
    assert told.published == "2024-03-05"


def authors(line: str, date: str = "<meta name=date content=2024-03-12>") -> tuple[str, ...]:
    return facts(f"{date}{HEAD}<p>{line}</p>{PROSE}").authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Por Ana Souza — São Paulo", ("Ana Souza",)),
        ("Por Ana Souza, do Rio", ("Ana Souza",)),
        ("Por: Ana de Souza e Silva", ("Ana de Souza e Silva",)),
        ("Por Ana Souza, João Silva e Rui Reis", ("Ana Souza", "João Silva", "Rui Reis")),
        ("Por <a>Ana Souza</a> e João Silva", ("Ana Souza", "João Silva")),
        ("Written by J. K. O'Neil and Bob Ray", ("J. K. O'Neil", "Bob Ray")),
        ("Por Ana Souza | 12/03/2024", ("Ana Souza",)),
        ("POR ANA SOUZA", ("ANA SOUZA",)),
    ],
)
def test_lines_tell_who_wrote_a_page_that_was_published(line: str, names: tuple[str, ...]) -> None:
    assert authors(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "Por dentro da Câmara", "By the Numbers", "By design", "Por Ana Souza está aberto o cais",
        "Por São Paulo passam navios.", "By Land and Sea", "Por Ana Souza<p>Por Rui Sá",
        "Por Ana Souza, 12/03/2024 foi o dia",
    ],
)  # fmt: skip
def test_other_lines_name_nobody(line: str) -> None:
    assert authors(line) == ()


def test_by_whom_a_thing_is_that_was_not_published_is_not_who_wrote_of_it() -> None:
    assert authors("By Herman Miller", date="") == ()

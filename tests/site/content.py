"""What the test site tells: sixty articles in two languages, each with facts to ask for."""

from dataclasses import dataclass
from typing import NamedTuple


class Fact(NamedTuple):
    """A question, and the sentence of the site that answers it."""

    question: str
    language: str
    path: str
    answer: str


@dataclass(frozen=True)
class Article:
    """A page of the site: Markdown-like sections of whole sentences."""

    path: str
    language: str
    title: str
    author: str
    published: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    rows: tuple[tuple[str, str], ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Kind:
    """A sort of article: templates to be filled with the particulars of one place."""

    language: str
    folder: str
    title: str
    opening: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    labels: tuple[str, str, str]
    asked: tuple[tuple[str, str], ...]


PT = "pt"
EN = "en"

FAROL = Kind(
    PT, "farois", "Farol de {name}",
    "O Farol de {name} foi inaugurado em {year} pela engenheira {person}.",
    (
        ("História", (
            "A construção demorou quatro anos, porque a pedra chegava de barco e só com mar calmo.",
            "Durante o inverno os pedreiros dormiam em barracas de madeira junto à falésia.",
        )),
        ("A torre", (
            "A torre do Farol de {name} mede {number} metros de altura e está pintada de branco.",
            "A lente veio de uma oficina de vidreiros e ainda hoje se limpa à mão cada semana.",
            "Quem sobe a escada em caracol vê as ilhas, os campos de vinha e a foz do rio.",
        )),
    ),
    ("Inauguração", "Altura em metros", "Engenheira"),
    (
        ("Em que ano foi inaugurado o Farol de {name}?", "{opening}"),
        ("Quantos metros mede a torre do Farol de {name}?",
         "A torre do Farol de {name} mede {number} metros de altura e está pintada de branco."),
    ),
)  # fmt: skip
PONTE = Kind(
    PT, "pontes", "Ponte de {name}",
    "A Ponte de {name} abriu ao trânsito em {year}, segundo o projeto do arquiteto {person}.",
    (
        ("A travessia", (
            "Antes dela havia apenas uma barca, que parava quando as cheias da primavera chegavam.",
            "A Ponte de {name} assenta em {number} arcos de granito talhados na região.",
        )),
        ("Hoje", (
            "Os automóveis passam agora por outra via, e a ponte ficou para peões e bicicletas.",
            "Aos sábados há feira de queijos e mel na margem esquerda.",
        )),
    ),
    ("Abertura", "Arcos", "Arquiteto"),
    (
        ("Quem projetou a Ponte de {name}?", "{opening}"),
        ("Em quantos arcos assenta a Ponte de {name}?",
         "A Ponte de {name} assenta em {number} arcos de granito talhados na região."),
    ),
)  # fmt: skip
BIBLIOTECA = Kind(
    PT, "bibliotecas", "Biblioteca Municipal de {name}",
    "A Biblioteca Municipal de {name} nasceu em {year} de uma doação da professora {person}.",
    (
        ("Coleção", (
            "A coleção da Biblioteca Municipal de {name} guarda {number} manuscritos restaurados.",
            "Os jornais locais estão encadernados por década e podem ser lidos na sala do fundo.",
        )),
        ("Visitas", (
            "As crianças ouvem contos às quartas-feiras, sentadas em almofadas coloridas.",
            "O empréstimo dura três semanas e renova-se por telefone ou ao balcão.",
        )),
    ),
    ("Fundação", "Manuscritos", "Doadora"),
    (
        ("Quem doou os livros que deram origem à Biblioteca Municipal de {name}?", "{opening}"),
        ("Quantos manuscritos restaurados guarda a Biblioteca Municipal de {name}?",
         "A coleção da Biblioteca Municipal de {name} guarda {number} manuscritos restaurados."),
    ),
)  # fmt: skip
MUSEUM = Kind(
    EN, "museums", "{name} Museum",
    "The {name} Museum opened its doors in {year}, founded by the collector {person}.",
    (
        ("The collection", (
            "The {name} Museum shows {number} clocks, most of them still running.",
            "Visitors hear the whole hall strike at noon, which takes almost two minutes.",
        )),
        ("The building", (
            "The rooms were once a wool store, and the beams still smell of lanolin on warm days.",
            "A small café in the courtyard serves oat cakes and tea from April to October.",
        )),
    ),
    ("Opened", "Clocks", "Founder"),
    (
        ("Who founded the {name} Museum?", "{opening}"),
        ("How many clocks does the {name} Museum show?",
         "The {name} Museum shows {number} clocks, most of them still running."),
    ),
)  # fmt: skip
RAILWAY = Kind(
    EN, "railways", "{name} Railway",
    "The {name} Railway carried its first passengers in {year} under the engineer {person}.",
    (
        ("The line", (
            "The {name} Railway passes through {number} tunnels on its way to the coast.",
            "Trains climb slowly through beech woods, and hikers wave from the path beside them.",
        )),
        ("Volunteers", (
            "The line closed for three decades until a group of teachers began to relay the track.",
            "Every carriage has been repainted by hand in the green of the original company.",
        )),
    ),
    ("First train", "Tunnels", "Engineer"),
    (
        ("When did the {name} Railway carry its first passengers?", "{opening}"),
        ("How many tunnels does the {name} Railway pass through?",
         "The {name} Railway passes through {number} tunnels on its way to the coast."),
    ),
)  # fmt: skip
GARDEN = Kind(
    EN, "gardens", "{name} Botanic Garden",
    "The {name} Botanic Garden was laid out in {year} by the botanist {person}.",
    (
        ("Plants", (
            "The glasshouse of the {name} Botanic Garden shelters {number} species of orchid.",
            "Gardeners move the pots every morning so that each plant gets its share of the light.",
        )),
        ("Visiting", (
            "The pond freezes in hard winters, and then the paths close at three in the afternoon.",
            "Seeds from the meadow are given away in paper bags at the end of August.",
        )),
    ),
    ("Laid out", "Orchids", "Botanist"),
    (
        ("Which botanist laid out the {name} Botanic Garden?", "{opening}"),
        ("How many species of orchid does the {name} Botanic Garden shelter?",
         "The glasshouse of the {name} Botanic Garden shelters {number} species of orchid."),
    ),
)  # fmt: skip

PLACES = {
    PT: "Pedra Alta|Vale Sereno|Monte Claro|Ribeira Funda|Cabo Morno|Areia Branca|Serra Velha"
    "|Lagoa Azul|Campo Largo|Fonte Nova",
    EN: "Alderwick|Brackenmoor|Carrowdale|Dunmarrow|Eskhaven|Fallowmere|Glenorrin|Harrowby Cross"
    "|Inverlay|Kestrel Point",
}
PEOPLE = {
    PT: "Beatriz Nogueira|Celeste Amaral|Dinis Valadão|Elvira Sampaio|Florbela Quintas|Glória Teles"
    "|Horácio Meireles|Inês Carvalhal|Jacinta Roldão|Lídia Brandão",
    EN: "Agnes Thornbury|Bertram Hale|Cecily Marsden|Dorothea Pike|Edmund Farrow|Frances Oakley"
    "|Gilbert Swann|Harriet Lowe|Isobel Crane|Julian Whitlock",
}


def _article(kind: Kind, index: int, seed: int) -> Article:
    particulars = {
        "name": PLACES[kind.language].split("|")[index],
        "person": PEOPLE[kind.language].split("|")[(index * 3 + seed) % 10],
        "year": str(1801 + seed * 23 + index * 11),
        "number": str(12 + seed * 17 + index * 5),
    }
    opening = kind.opening.format(**particulars)
    path = f"/{kind.language}/{kind.folder}/{particulars['name'].lower().replace(' ', '-')}"
    return Article(
        path=path,
        language=kind.language,
        title=kind.title.format(**particulars),
        author=PEOPLE[kind.language].split("|")[(index + seed) % 10],
        published=f"2024-{seed + 1:02}-{index + 1:02}",
        sections=(
            ("", (opening,)),
            *((head, tuple(line.format(**particulars) for line in lines))
              for head, lines in kind.sections),
        ),
        rows=tuple(zip(kind.labels, (particulars["year"], particulars["number"],
                                     particulars["person"]), strict=True)),
        facts=tuple(
            Fact(question.format(**particulars), kind.language, path,
                 answer.format(opening=opening, **particulars))
            for question, answer in kind.asked
        ),
    )  # fmt: skip


KINDS = (FAROL, PONTE, BIBLIOTECA, MUSEUM, RAILWAY, GARDEN)
ARTICLES = tuple(
    _article(kind, index, seed) for seed, kind in enumerate(KINDS) for index in range(10)
)
FACTS = tuple(fact for article in ARTICLES for fact in article.facts)

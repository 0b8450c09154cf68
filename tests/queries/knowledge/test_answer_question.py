"""Answers made of sentences that stand in the documents."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.library import Library
from tests.people import EDITOR, STRANGER

from aurora.domains.errors import Invalid, Unavailable
from aurora.domains.knowledge.types import Vector
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.models import MemoryEmbedder
from aurora.queries.knowledge.get_document_text import GetDocumentText

ENGLISH = """# Rivers

The Amazon is the largest river. It carries a fifth of all fresh water.

- The Nile crosses eleven countries. Dr. Hurst measured it in 1951.

| River | Length |
|---|---|
| Danube | 2,850 km |

> > The Volga is the longest river
> > of Europe[^1].

[^1]: Its delta lies in Astrakhan.

Where does the Rhine rise?
"""
PORTUGUESE = """O rio São Francisco nasce na Serra da Canastra. Ele deságua no Atlântico.

A usina de Sobradinho foi concluída em 1982 e formou um grande lago."""


async def shelf() -> Library:
    library = Library()
    rivers = await library.found()
    await library.ingest(rivers, ENGLISH, title="Rivers", media_type="text/markdown")
    await library.ingest(rivers, PORTUGUESE, title="São Francisco")
    return library


@pytest.mark.parametrize(
    ("question", "quotation"),
    [
        ("How many countries does the Nile cross?", "The Nile crosses eleven countries."),
        ("When did Dr. Hurst measure the Nile?", "Dr. Hurst measured it in 1951."),
        ("What is the length of the Danube river?", "| Danube | 2,850 km |"),
        (
            "Which is the longest river of Europe?",
            "The Volga is the longest river\n> > of Europe[^1].",
        ),
        ("Where does its delta lie?", "Its delta lies in Astrakhan."),
        (
            "Onde nasce o rio São Francisco?",
            "O rio São Francisco nasce na Serra da Canastra.",
        ),
        (
            "Quando foi concluida a usina de Sobradinho?",
            "A usina de Sobradinho foi concluída em 1982 e formou um grande lago.",
        ),
    ],
)
async def test_the_sentence_that_answers_is_quoted(question: str, quotation: str) -> None:
    answer = await (await shelf()).answer(question)
    assert not answer.abstained
    assert quotation in {one.quotation for one in answer.citations}


@pytest.mark.parametrize(
    "question",
    [
        "Who painted the ceiling of the Sistine Chapel?",
        "Qual é a capital da Mongólia?",
        "Which enzymes break down lactose?",
    ],
)
async def test_nothing_that_answers_is_an_abstention_with_a_reason(question: str) -> None:
    answer = await (await shelf()).answer(question)
    assert answer.abstained
    assert (answer.answer, answer.citations) == (None, [])
    assert answer.reason
    assert answer.confidence < 0.5


async def test_a_question_in_the_text_is_no_answer() -> None:
    answer = await (await shelf()).answer("Where does the Rhine rise?")
    assert "Where does the Rhine rise?" not in {one.quotation for one in answer.citations}


QUOTED = """The *slice* of a crawl is at most 120 seconds long.

*How long is a slice of a crawl?* is a good thing to ask.

| Wish | *How long is a slice of a crawl?* |

- How long a slice of a crawl is

```console
$ aurora ask "How long is a slice of a crawl?"
```
"""


async def test_neither_the_question_nor_a_quotation_of_it_nor_code_is_an_answer() -> None:
    library = Library()
    await library.ingest(await library.found(), QUOTED, media_type="text/markdown")
    answer = await library.answer("How long is a slice of a crawl?")
    assert answer.answer == "The *slice* of a crawl is at most 120 seconds long."


async def test_code_alone_is_no_answer() -> None:
    library = Library()
    await library.ingest(await library.found(), "```\nThe bridge of Arcos is 90 m long.\n```")
    assert (await library.answer("How long is the bridge of Arcos?")).abstained


class Tongues:
    """Takes a text that says `tem` for Portuguese, others for English."""

    def detect(self, text: str) -> str:
        """Give the language."""
        return "pt" if "tem" in text.split() else "en"


@pytest.mark.parametrize(
    ("question", "own", "other"),
    [
        (
            "How many metros long is the ponte of Arcos?",
            "The ponte of Arcos is 90 metros long.",
            "Long, the ponte of Arcos tem 90 metros.",
        ),
        (
            "Quantos metros tem the long ponte of Arcos?",
            "The ponte of Arcos tem 90 metros, long.",
            "Long, the ponte of Arcos is 90 metros.",
        ),
    ],
)
async def test_the_questions_own_language_answers_where_it_can(
    question: str, own: str, other: str
) -> None:
    library = Library(languages=Tongues())
    bridges = await library.found()
    for text in (own, other, "The lake is long.", "O lago tem a long shore."):
        await library.ingest(bridges, text)
    answer = await library.answer(question)
    assert [one.quotation for one in answer.citations] == [own]


async def test_another_language_answers_where_the_own_does_not() -> None:
    library = Library(languages=Tongues())
    bridges = await library.found()
    await library.ingest(bridges, "A ponte de Arcos tem 90 metros.")
    await library.ingest(bridges, "The lake is deep.")
    answer = await library.answer("How many metros is the ponte of Arcos?")
    assert answer.answer == "A ponte de Arcos tem 90 metros."


async def test_a_citation_names_title_heading_and_place() -> None:
    answer = await (await shelf()).answer("How many countries does the Nile cross?")
    citation = answer.citations[0]
    assert (citation.title, citation.headings, citation.version) == ("Rivers", ("Rivers",), 1)
    assert ENGLISH[citation.start : citation.end] == citation.quotation
    assert answer.based_on == ("words", "meaning")


MAIL = """From: Mary Smith <mary@example.org>
To: Ana Reis <ana@example.org>
Date: Wed, 07 May 2025 09:00:00 +0100

Dredging starts on Thursday."""


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("When does dredging start, as Mary Smith told Ana Reis?", False),
        ("When did Mary Smith write to Ana Reis?", True),
    ],
)
async def test_the_head_of_an_email_answers_only_what_its_words_do_not(
    question: str, answers: bool
) -> None:
    library = Library()
    await library.ingest(await library.found(), MAIL)
    quoted = [one.quotation for one in (await library.answer(question)).citations]
    assert (MAIL.partition("\n\n")[0] in quoted) == answers


async def test_nothing_readable_answers_nothing() -> None:
    answer = await (await shelf()).answer("How many countries does the Nile cross?", STRANGER)
    assert answer.abstained


async def test_the_answer_is_from_the_present_version() -> None:
    library = Library()
    rivers = await library.found()
    first = await library.ingest(rivers, "The bridge of Arcos is 90 metres long.")
    await library.ingest(
        rivers, "The bridge of Arcos is 120 metres long.", document_id=first.document_id
    )
    answer = await library.answer("How long is the bridge of Arcos?")
    assert answer.answer == "The bridge of Arcos is 120 metres long."
    assert answer.citations[0].version == 2


class ColdEmbedder(MemoryEmbedder):
    """A model that is not loaded yet."""

    async def questions(self, texts: Sequence[str]) -> Sequence[Vector]:
        raise Unavailable(f"cannot embed {len(texts)} texts yet")


async def test_words_alone_answer_while_the_model_is_cold() -> None:
    library = Library(embedder=ColdEmbedder())
    await library.ingest(await library.found(), "The bridge of Arcos is 90 metres long.")
    answer = await library.answer("How long is the bridge of Arcos?")
    assert answer.answer == "The bridge of Arcos is 90 metres long."
    assert answer.based_on == ("words",)


class ShiftingBlobs(MemoryBlobs):
    """Gives a text back once as it was, and with a word in front from then on."""

    def __init__(self) -> None:
        super().__init__()
        self.reads: int | None = None

    async def get(self, sha256: str) -> bytes:
        content = await super().get(sha256)
        if self.reads is None or content.startswith(b"[["):  # the parts of the text
            return content
        self.reads += 1
        return content if self.reads == 1 else b"Oh. " + content


async def test_a_quotation_that_does_not_stand_in_the_stored_text_is_dropped() -> None:
    blobs = ShiftingBlobs()
    library = Library(blobs=blobs)
    await library.ingest(await library.found(), "The bridge of Arcos is 90 metres long.")
    blobs.reads = 0
    answer = await library.answer("How long is the bridge of Arcos?")
    assert answer.abstained
    assert answer.citations == []


@pytest.mark.parametrize("question", ["", "\n", "a\0b", "x" * 2_001])
async def test_what_cannot_be_asked_is_refused_by_field(question: str) -> None:
    with pytest.raises(Invalid) as refused:
        await Library().answer(question)
    assert refused.value.field == "question"


WORDS = ["rio", "água", "nasce", "Nile", "bridge", "é", "of", "1982", "😀", "ﬁm", "Dr", "A"]
MARKS = [". ", "? ", ", ", "\n", "\n\n", " ", "\n- ", "\n# ", "\n| ", "\r\n", "\u2028"]
TEXTS = st.lists(
    st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), min_size=1, max_size=60
).map(lambda parts: "".join(word + mark for word, mark in parts))


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join))
async def test_the_text_at_a_citations_place_equals_its_quotation(text: str, question: str) -> None:
    library = Library()
    await library.ingest(await library.found(), text)
    answer = await library.answer(question)
    for one in answer.citations:
        wanted = GetDocumentText(document_id=one.document_id, version=one.version)
        stored = (await library.bus.ask(wanted, EDITOR)).text
        assert stored[one.start : one.end] == one.quotation
    assert answer.abstained == (not answer.citations)

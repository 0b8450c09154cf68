"""The manual, read as Aurora reads it, answers questions about itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.docs.manual import Manual
from tests.docs.questions import ENGLISH, NOWHERE, PORTUGUESE
from tests.library import Library
from tests.people import EDITOR

from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.lexical.reader import TantivyWordIndex
from aurora.infrastructure.lexical.writer import TantivyWordWriter
from aurora.infrastructure.models.e5_embedder import E5Embedder
from aurora.infrastructure.models.e5_tokenizer import E5Tokenizer
from aurora.infrastructure.models.languages import LangidLanguages
from aurora.infrastructure.models.splitter import MarkdownSplitter
from aurora.infrastructure.web.urls import AdaUrls
from aurora.queries.knowledge.answer_question import Answer, Citation

ENOUGH = 0.8
FOREIGN = 0.05
LANGUAGES = pytest.mark.parametrize(
    ("language", "asked"), [("en", ENGLISH), ("pt", PORTUGUESE)], ids=["en", "pt"]
)
WELCOME = [
    ("How long may a crawl slice take?", "A crawl slice takes at most 120 seconds."),
    (
        "Quanto tempo pode durar uma fatia de rastreamento?",
        "Uma fatia de rastreamento dura no máximo 120 segundos.",
    ),
]


@asynccontextmanager
async def reader_of(manual: Manual, folder: Path, **ports: Any) -> AsyncIterator[Library]:
    writer = TantivyWordWriter(folder / "words")
    library = Library(
        words=TantivyWordIndex(folder / "words"),
        writer=writer,
        splitter=MarkdownSplitter(E5Tokenizer()),
        languages=LangidLanguages(folder),
        **ports,
    )
    collection = await library.found("manual")
    for name, page in manual.pages.items():
        source = Source(content=page.file.read_bytes(), content_type="text/html; charset=utf-8")
        said = read(source, AdaUrls())
        command = IngestDocument(
            collection_id=collection,
            content=said.text,
            title=said.title,
            media_type="text/markdown",
            source_url=f"https://aurora.example/{name}",
        )
        await library.bus.send(command, EDITOR)
    await library.settle()
    yield library
    await writer.close()


@pytest.fixture(scope="module")
async def library(
    manual: Manual, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Library]:
    async with reader_of(manual, tmp_path_factory.mktemp("reader")) as library:
        yield library


class Asked:
    """The manual's answers to the questions of each language, each asked once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._answers: dict[str, Answer] = {}

    async def answer(self, question: str) -> Answer:
        """Give the answer to a question."""
        if question not in self._answers:
            self._answers[question] = await self._library.answer(question)
        return self._answers[question]


@pytest.fixture(scope="module")
def reader(library: Library) -> Asked:
    return Asked(library)


def language_of(citation: Citation) -> str:
    return "pt" if f"{citation.source_url}/".startswith("https://aurora.example/pt/") else "en"


def right(answer: Answer, language: str, words: str) -> bool:
    return any(
        language_of(one) == language and any(part in one.quotation for part in words.split("|"))
        for one in answer.citations
    )


@LANGUAGES
async def test_four_of_five_questions_get_the_sentence_that_answers(
    reader: Asked, language: str, asked: tuple[tuple[str, str], ...]
) -> None:
    missed = [
        question
        for question, words in asked
        if not right(await reader.answer(question), language, words)
    ]
    assert len(missed) <= (1 - ENOUGH) * len(asked), missed


@LANGUAGES
async def test_hardly_an_answer_is_in_another_language_than_its_question(
    reader: Asked, language: str, asked: tuple[tuple[str, str], ...]
) -> None:
    foreign = [
        question
        for question, _ in asked
        if not {language_of(one) for one in (await reader.answer(question)).citations} <= {language}
    ]
    assert len(foreign) <= FOREIGN * len(asked), foreign


@LANGUAGES
async def test_no_example_and_no_question_is_quoted(
    reader: Asked, language: str, asked: tuple[tuple[str, str], ...]
) -> None:
    quoted = {
        one.quotation for question, _ in asked for one in (await reader.answer(question)).citations
    }
    assert len(quoted) > len(asked) / 2, language
    assert not [text for text in quoted if "```" in text or text.rstrip("*| ").endswith("?")]


@pytest.mark.parametrize("question", NOWHERE)
async def test_what_the_manual_does_not_say_is_not_answered(
    library: Library, question: str
) -> None:
    assert (await library.answer(question)).abstained


@pytest.fixture(scope="module")
async def keen(manual: Manual, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Library]:
    """Give a library with the real model, whose passages have no vectors yet."""
    folder = tmp_path_factory.mktemp("keen")
    embedder = E5Embedder(folder, E5Tokenizer())
    async with reader_of(manual, folder, embedder=embedder, policies=()) as library:
        yield library
    embedder.close()


@pytest.mark.parametrize(("question", "sentence"), WELCOME)
async def test_the_questions_of_the_first_start_are_answered_first_thing(
    keen: Library, question: str, sentence: str
) -> None:
    assert (await keen.answer(question)).citations[0].quotation == sentence

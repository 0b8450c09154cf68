"""A large made-up collection: real sentences in new order, and vectors that need no model."""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice
from random import Random

import numpy as np

from aurora.domains.knowledge.ports import Embeddings, Splitter
from aurora.domains.knowledge.types import Span, Vector
from benchmarks.judged import judged_collections

DIMENSIONS = 384
PARAGRAPHS = 10
FULL = 820
SHORT, LONG = 20, 280
SEED = 20261122
AT_ONCE = 1000


def documents(splitter: Splitter, passages: int) -> dict[str, str]:
    """Give documents that the splitter cuts into so many passages all together."""
    random, sentences = Random(SEED), _sentences()
    texts: dict[str, str] = {}
    while (missing := passages - PARAGRAPHS * len(texts)) > 0:
        paragraphs = [_paragraph(random, sentences) for _ in range(min(missing, PARAGRAPHS))]
        texts[f"Document {len(texts) + 1}"] = "\n\n".join(paragraphs)
    cut = sum(len(splitter.split(text)) for text in texts.values())
    assert cut == passages, f"{cut} passages instead of {passages}"
    return texts


def questions() -> list[str]:
    """Give every question of the test collections, in an order that mixes them."""
    found = [text for judged in judged_collections() for text in judged.questions.values()]
    distinct = list(dict.fromkeys(found))
    Random(SEED).shuffle(distinct)
    return distinct


async def lay_up(
    texts: Mapping[str, str], splitter: Splitter, embeddings: Embeddings, model: str
) -> None:
    """Keep a made-up vector of each passage, so that the model is never asked for it."""
    spans = (
        Span.of(text, start, end) for text in texts.values() for start, end in splitter.split(text)
    )
    while batch := list(islice(spans, AT_ONCE)):
        await embeddings.put(model, {span.sha256: vector(span.sha256) for span in batch})


def vector(name: str) -> Vector:
    """Give a direction at unit length that depends on nothing but the name."""
    seed = int.from_bytes(sha256(name.encode()).digest()[:8])
    direction = np.random.default_rng(seed).standard_normal(DIMENSIONS)
    return [float(part) for part in direction / np.linalg.norm(direction)]


def _sentences() -> Sequence[str]:
    return [
        sentence
        for judged in judged_collections()
        for text in judged.documents.values()
        for sentence in _cut(text)
    ]


def _cut(text: str) -> Iterator[str]:
    for sentence in " ".join(text.split()).split(". "):
        if SHORT <= len(sentence) <= LONG:
            yield sentence.rstrip(".") + "."


def _paragraph(random: Random, sentences: Sequence[str]) -> str:
    """Make a paragraph that fills a passage, so that the splitter leaves it alone."""
    paragraph = random.choice(sentences)
    while len(paragraph) < FULL:
        paragraph += " " + random.choice(sentences)
    return paragraph

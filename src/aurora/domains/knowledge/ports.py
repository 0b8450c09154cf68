"""What knowledge needs from outside."""

from collections.abc import Mapping, Sequence, Set
from contextlib import AbstractAsyncContextManager
from typing import Protocol
from uuid import UUID

import msgspec

from aurora.domains.aggregate import Repository
from aurora.domains.elements import Element
from aurora.domains.knowledge.collection import Collection
from aurora.domains.knowledge.document import Document
from aurora.domains.knowledge.types import Vector
from aurora.domains.knowledge.upload import Upload
from aurora.domains.work import Work


class Collections(Repository[Collection], Protocol):
    """The collections."""

    async def named(self, name: str) -> Collection | None:
        """Give the collection of that name, or None."""
        ...

    async def granted_to(self, principal_id: UUID) -> Sequence[Collection]:
        """Give those in which the principal holds a role."""
        ...


class Uploads(Repository[Upload], Protocol):
    """The files that were handed in."""

    async def of_document(self, document_id: UUID) -> Sequence[Upload]:
        """Give those that became, or are to become, versions of that document."""
        ...

    async def keeping(self, kept_sha256: str) -> Sequence[Upload]:
        """Give those whose file is kept under that hash."""
        ...


class KnowledgeWork(Work, Protocol):
    """A unit of work over knowledge."""

    @property
    def collections(self) -> Collections:
        """The collections."""
        ...

    @property
    def documents(self) -> Repository[Document]:
        """The documents."""
        ...

    @property
    def uploads(self) -> Uploads:
        """The files that were handed in."""
        ...


class Knowledge(Protocol):
    """Where collections and documents are kept."""

    def work(self) -> AbstractAsyncContextManager[KnowledgeWork]:
        """Open a unit of work; a clean exit commits it, an exception undoes it."""
        ...


class Principals(Protocol):
    """Who there is to be let in."""

    async def known(self, id: UUID) -> bool:
        """Tell whether a user has that id, or a key that was not revoked."""
        ...


class Embeddings(Protocol):
    """Vectors kept for good, by model and SHA-256 of the embedded text."""

    async def get(self, model: str, hashes: Sequence[str]) -> Mapping[str, Vector]:
        """Give the vectors that are there, by hash."""
        ...

    async def known(self, model: str, hashes: Set[str]) -> Set[str]:
        """Tell which of the vectors are there."""
        ...

    async def put(self, model: str, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors; one that is there already stays."""
        ...


class Embedder(Protocol):
    """A sentence-embedding model: unit-length float32 vectors whose dot product is the cosine."""

    @property
    def model(self) -> str:
        """The name of the weights and their precision; vectors of different models never meet."""
        ...

    async def passages(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Embed texts to be found, in order."""
        ...

    async def questions(self, texts: Sequence[str]) -> Sequence[Vector]:
        """Embed texts to search with, in order; served before passages."""
        ...


class Splitter(Protocol):
    """Cuts a Markdown text into passages that respect headings and fit the embedding model."""

    def split(self, text: str) -> Sequence[tuple[int, int]]:
        """Give the character ranges `[start, end)` of the passages in ascending order.

        Ranges do not overlap, only white space lies outside of them, and each stays below 512
        tokens.
        """
        ...


class Languages(Protocol):
    """Tells languages apart."""

    def detect(self, text: str) -> str:
        """Give the BCP 47 primary tag of the text's language, `und` when the text does not tell."""
        ...


class Sketcher(Protocol):
    """Makes sketches by which texts that are alike are found without comparing them all."""

    def sketch(self, text: str) -> bytes:
        """Give 129 bytes: the kind of the sketch, then what it says; nothing of a text that is too
        short. Sketches of one kind tell by `likeness` how many of their shingles texts share.
        """
        ...


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What a document says: its text and where the parts of it stand, its title and its language
    (BCP 47); `transcript` is all that was read, as JSON.
    """

    text: str
    title: str | None
    language: str
    elements: tuple[Element, ...] = ()
    transcript: bytes = b""


class Reader(Protocol):
    """Turns the bytes of a document into clean text."""

    async def read(self, content: bytes, media_type: str, url: str | None = None) -> Reading:
        """Read a text, a page or a document, of the media type that it was found to be; `url` is
        where its links lead from.

        Raises Invalid for a media type that is not read, and for what cannot be: `facts` say in
        one word why, such as `damaged`, `encrypted` or `empty`.
        """
        ...

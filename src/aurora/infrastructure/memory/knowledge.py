"""Collections, documents and their vectors in memory."""

from array import array
from collections.abc import Mapping, Sequence, Set
from uuid import UUID

from aurora.domains.errors import Stale
from aurora.domains.knowledge.collection import Collection
from aurora.domains.knowledge.document import Document
from aurora.domains.knowledge.types import Vector
from aurora.domains.knowledge.upload import Upload
from aurora.infrastructure.memory.work import MemoryRecord, MemoryRepository, MemoryWork


class MemoryCollections(MemoryRepository[Collection]):
    """The collections; no two have one name."""

    async def named(self, name: str) -> Collection | None:
        """Give the collection of that name, or None."""
        return await self.one(name=name)

    async def granted_to(self, principal_id: UUID) -> Sequence[Collection]:
        """Give those in which the principal holds a role."""
        return await self.all(lambda one: principal_id in one.grants)

    def check(self, aggregate: Collection) -> None:
        """Refuse a stale collection, and one whose name somebody else took meanwhile."""
        super().check(aggregate)
        if any(c.name == aggregate.name and c.id != aggregate.id for c in self._stored.values()):
            raise Stale(f"a collection named {aggregate.name!r} came first")


class MemoryUploads(MemoryRepository[Upload]):
    """The files that were handed in."""

    async def of_document(self, document_id: UUID) -> Sequence[Upload]:
        """Give those that are meant to be versions of that document."""
        return await self.all(lambda one: one.document_id == document_id)

    async def keeping(self, kept_sha256: str) -> Sequence[Upload]:
        """Give those whose file is kept under that hash."""
        return await self.all(lambda one: one.file.kept_sha256 == kept_sha256)


class MemoryKnowledgeWork(MemoryWork):
    """A unit of work over knowledge."""

    def __init__(self, record: MemoryRecord) -> None:
        super().__init__(record)
        self.collections = MemoryCollections(self, "collection")
        self.documents = MemoryRepository[Document](self, "document")
        self.uploads = MemoryUploads(self, "upload")


class MemoryKnowledge:
    """Where collections and documents are kept."""

    def __init__(self, record: MemoryRecord) -> None:
        self._record = record

    def work(self) -> MemoryKnowledgeWork:
        """Open a unit of work; a clean exit commits it, an exception undoes it."""
        return MemoryKnowledgeWork(self._record)


class MemoryEmbeddings:
    """Vectors by model and hash of the embedded text, in single precision."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Vector] = {}

    async def get(self, model: str, hashes: Sequence[str]) -> Mapping[str, Vector]:
        """Give the vectors that are there, by hash."""
        return {hash: self._kept[model, hash] for hash in hashes if (model, hash) in self._kept}

    async def known(self, model: str, hashes: Set[str]) -> Set[str]:
        """Tell which of the vectors are there."""
        return {hash for hash in hashes if (model, hash) in self._kept}

    async def put(self, model: str, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors; one that is there already stays."""
        for hash, vector in vectors.items():
            self._kept.setdefault((model, hash), array("f", vector))

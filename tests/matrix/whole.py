"""A whole Aurora in memory: every context on one bus, each with a record of its own."""

from typing import Any
from uuid import UUID, uuid4

from msgspec.structs import replace
from tests.expedition import Expedition
from tests.harness import Present, Silence
from tests.identity_house import House
from tests.library import Library
from tests.switchboard import Switchboard

from aurora.bus import Bus
from aurora.catalogue import COMMAND_HANDLERS, QUERY_HANDLERS
from aurora.commands.command import Command
from aurora.commands.knowledge.create_collection import CreateCollection
from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.commands.knowledge.receive_upload import ReceivedUpload, ReceiveUpload
from aurora.commands.perception.cancel_crawl import CancelCrawl
from aurora.commands.perception.cancel_mapping import CancelMapping
from aurora.commands.perception.map_site import MapSite
from aurora.commands.perception.start_batch import StartBatch
from aurora.commands.perception.start_crawl import StartCrawl
from aurora.commands.perception.start_mapping import StartMapping
from aurora.domains.blobs import Blobs
from aurora.domains.knowledge.upload import File
from aurora.domains.principal import Permission, Principal
from aurora.infrastructure.memory.blobs import MemoryBlobs
from aurora.infrastructure.memory.models import MemoryEmbedder, MemoryLanguages
from aurora.infrastructure.memory.work import MemoryLedger
from aurora.router.router import AuroraRouter
from aurora.router.wanted import Wanted

SITE = "https://nowhere.example/"


class Whole:
    """Everything that routes can reach, and things that belong to somebody."""

    def __init__(self) -> None:
        self.house = House()
        self.blobs = blobs = MemoryBlobs()
        others = (Switchboard(), Expedition({}, blobs=blobs), Library(blobs=blobs))
        self._everybody = (*others, self.house)
        ports = {port: adapter for part in self._everybody for port, adapter in part.ports.items()}
        ports[Blobs] = blobs
        self.bus = Bus(
            (*COMMAND_HANDLERS, *QUERY_HANDLERS),
            ports,
            ledger=MemoryLedger(self.house.record),
            progress=Present(),
            meter=Silence(),
        )
        self.router = AuroraRouter(self.bus, MemoryEmbedder(), MemoryLanguages())

    async def settle(self) -> None:
        """Run projections, policies and jobs."""
        for part in self._everybody:
            await part.settle()

    async def do(self, command: Command[Any], owner: Principal) -> Any:
        """Run a command under somebody's name, whether or not they may."""
        answer = await self.bus.send(command, able(owner))
        await self.settle()
        return answer

    async def collection(self, owner: Principal) -> UUID:
        """Found a collection of somebody's."""
        found: UUID = await self.do(CreateCollection(name=f"c {uuid4()}"), owner)
        return found

    async def document(self, owner: Principal) -> UUID:
        """Keep a document in a collection of somebody's."""
        collection = await self.collection(owner)
        made = await self.do(IngestDocument(collection_id=collection, content="Rios."), owner)
        found: UUID = made.document_id
        return found

    async def received(self, owner: Principal) -> ReceivedUpload:
        """Hand a file in for a collection of somebody's."""
        kept = await self.blobs.put(f"{uuid4().hex}Rios.".encode())
        file = File(name="a.txt", media_type="text/plain", size=5, sha256="0", kept_sha256=kept)
        command = ReceiveUpload(collection_id=await self.collection(owner), file=file)
        found: ReceivedUpload = await self.do(command, owner)
        return found

    async def upload(self, owner: Principal) -> UUID:
        """Give what became of a file of somebody's."""
        return (await self.received(owner)).id

    async def file(self, owner: Principal) -> UUID:
        """Give a document that was read from a file of somebody's."""
        return (await self.received(owner)).document_id

    async def crawl(self, owner: Principal) -> UUID:
        """Start a crawl of somebody's, and end it."""
        found: UUID = await self.bus.send(StartCrawl(start_urls=(SITE,)), able(owner))
        await self.do(CancelCrawl(crawl_id=found), owner)
        return found

    async def batch(self, owner: Principal) -> UUID:
        """Start a batch of somebody's, and end it."""
        found: UUID = (await self.bus.send(StartBatch(urls=(SITE,)), able(owner))).id
        await self.do(CancelCrawl(crawl_id=found), owner)
        return found

    async def mapping(self, owner: Principal) -> UUID:
        """Start a map of somebody's, and end it."""
        found: UUID = await self.bus.send(StartMapping(site=MapSite(url=SITE)), able(owner))
        await self.do(CancelMapping(mapping_id=found), owner)
        return found

    async def decision(self, owner: Principal) -> UUID:
        """Let the router decide about a wish of somebody's."""
        routed = await self.router.route(Wanted(text="search for rivers"), able(owner))
        await self.settle()
        return routed.decision_id


def able(somebody: Principal) -> Principal:
    """Give somebody who may do everything."""
    return replace(somebody, permissions=frozenset(Permission))

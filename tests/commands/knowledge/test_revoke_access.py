"""Taking access away."""

import pytest
from tests.library import Library
from tests.people import EDITOR, STRANGER, VIEWER

from aurora.commands.knowledge.revoke_access import RevokeAccess
from aurora.domains.errors import Conflict, NotFound
from aurora.queries.knowledge.get_document import GetDocument


async def test_nothing_is_found_any_more() -> None:
    library = Library()
    rivers = await library.found()
    amazon = await library.ingest(rivers, "The Amazon is a river.")
    await library.let_in(rivers, VIEWER)
    await library.bus.send(RevokeAccess(collection_id=rivers, principal_id=VIEWER.id), EDITOR)
    await library.settle()
    assert not await library.search("river", VIEWER)
    with pytest.raises(NotFound):
        await library.bus.ask(GetDocument(document_id=amazon.document_id), VIEWER)


async def test_the_last_owner_cannot_leave() -> None:
    library = Library()
    rivers = await library.found()
    with pytest.raises(Conflict):
        await library.bus.send(RevokeAccess(collection_id=rivers, principal_id=EDITOR.id), EDITOR)


async def test_a_stranger_takes_nothing_away() -> None:
    library = Library()
    rivers = await library.found()
    with pytest.raises(NotFound):
        await library.bus.send(RevokeAccess(collection_id=rivers, principal_id=EDITOR.id), STRANGER)

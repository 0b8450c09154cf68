"""Letting people into collections."""

import pytest
from tests.library import Library
from tests.people import ADMIN, EDITOR, NOBODY, STRANGER, VIEWER

from aurora.commands.knowledge.grant_access import GrantAccess
from aurora.domains.errors import Conflict, Forbidden, NotFound
from aurora.domains.knowledge.types import Role
from aurora.queries.knowledge.get_collection import GetCollection


async def test_a_reader_finds_what_was_closed_before() -> None:
    library = Library()
    rivers = await library.found()
    await library.ingest(rivers, "The Amazon is a river.")
    assert not await library.search("river", VIEWER)
    await library.let_in(rivers, VIEWER)
    assert len(await library.search("river", VIEWER)) == 1


async def test_a_stranger_cannot_let_himself_in() -> None:
    library = Library()
    rivers = await library.found()
    with pytest.raises(NotFound):
        await library.let_in(rivers, STRANGER, by=STRANGER)


async def test_a_writer_lets_nobody_in() -> None:
    library = Library()
    rivers = await library.found()
    await library.let_in(rivers, STRANGER, Role.WRITER)
    with pytest.raises(Forbidden):
        await library.let_in(rivers, VIEWER, by=STRANGER)


async def test_an_administrator_lets_people_in_anywhere() -> None:
    library = Library()
    rivers = await library.found()
    await library.let_in(rivers, VIEWER, by=ADMIN)
    assert await library.search("anything", VIEWER) == []


async def test_the_only_owner_cannot_step_down() -> None:
    library = Library()
    rivers = await library.found()
    with pytest.raises(Conflict):
        await library.let_in(rivers, EDITOR, Role.READER)


async def test_nobody_is_let_in_who_is_not_there() -> None:
    library = Library()
    rivers = await library.found()
    grant = GrantAccess(collection_id=rivers, principal_id=NOBODY, role=Role.OWNER)
    with pytest.raises(NotFound, match="no user or key"):
        await library.bus.send(grant, EDITOR)
    view = await library.bus.ask(GetCollection(collection_id=rivers), EDITOR)
    assert view.grants == {EDITOR.id: Role.OWNER}

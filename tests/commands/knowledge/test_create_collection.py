"""Founding collections."""

import pytest
from tests.library import Library
from tests.people import EDITOR, STRANGER, VIEWER, own_key

from aurora.commands.knowledge.create_collection import CreateCollection
from aurora.domains.errors import Forbidden, Invalid
from aurora.domains.knowledge.collection import NameTaken
from aurora.queries.knowledge.get_collection import GetCollection


async def test_the_founder_may_read_it() -> None:
    library = Library()
    id = await library.found("Rivers")
    view = await library.bus.ask(GetCollection(collection_id=id), EDITOR)
    assert (view.name, view.grants) == ("Rivers", {EDITOR.id: "owner"})


async def test_what_a_key_of_ones_own_founds_belongs_to_its_person() -> None:
    library = Library()
    id = await library.found("Rivers", own_key(EDITOR))
    for by in (EDITOR, own_key(EDITOR)):
        view = await library.bus.ask(GetCollection(collection_id=id), by)
        assert view.grants == {EDITOR.id: "owner"}
        await library.ingest(id, f"Handed in by a {by.kind}.", by)


async def test_a_name_is_taken_once() -> None:
    library = Library()
    await library.found("Rivers")
    with pytest.raises(NameTaken):
        await library.found(" Rivers ", STRANGER)


async def test_a_blank_name_is_refused_by_field() -> None:
    with pytest.raises(Invalid) as refused:
        await Library().found(" ")
    assert refused.value.field == "name"


async def test_a_viewer_founds_nothing() -> None:
    with pytest.raises(Forbidden):
        await Library().bus.send(CreateCollection(name="Mine"), VIEWER)

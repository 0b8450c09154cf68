"""The rules of a collection."""

from uuid import UUID

import pytest
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER, own_key

from aurora.domains.errors import Conflict, Forbidden, Invalid, NotFound
from aurora.domains.knowledge.collection import Collection
from aurora.domains.knowledge.types import Role


def founded() -> Collection:
    collection = Collection.create(UUID(int=1), "Rivers", EDITOR.id)
    collection.pending.clear()
    return collection


def test_its_founder_owns_it() -> None:
    founded().require(Role.OWNER, EDITOR)


def test_a_key_of_ones_own_may_what_its_person_or_itself_was_granted() -> None:
    collection, key = founded(), own_key(VIEWER)
    collection.require(Role.OWNER, own_key(EDITOR))
    collection.grant(VIEWER.id, Role.READER)
    collection.require(Role.READER, key)
    with pytest.raises(Forbidden):
        collection.require(Role.WRITER, key)
    collection.grant(key.id, Role.WRITER)
    collection.require(Role.WRITER, key)
    with pytest.raises(Forbidden):
        collection.require(Role.WRITER, VIEWER)
    collection.revoke(VIEWER.id)
    collection.revoke(key.id)
    with pytest.raises(NotFound):
        collection.require(Role.READER, key)


def test_a_name_loses_the_white_space_around_it() -> None:
    assert Collection.create(UUID(int=1), "  Rivers ", EDITOR.id).name == "Rivers"


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\0b"])
def test_a_name_must_be_usable(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        Collection.create(UUID(int=1), name, EDITOR.id)
    assert refused.value.field == "name"


def test_a_stranger_learns_nothing_of_it() -> None:
    with pytest.raises(NotFound):
        founded().require(Role.READER, STRANGER)


def test_a_role_includes_the_ones_before_it_only() -> None:
    collection = founded()
    collection.grant(VIEWER.id, Role.WRITER)
    collection.require(Role.READER, VIEWER)
    collection.require(Role.WRITER, VIEWER)
    with pytest.raises(Forbidden):
        collection.require(Role.OWNER, VIEWER)


def test_who_manages_collections_may_do_everything_in_them() -> None:
    founded().require(Role.OWNER, ADMIN)


def test_granting_the_same_role_again_changes_nothing() -> None:
    collection = founded()
    collection.grant(EDITOR.id, Role.OWNER)
    assert not collection.pending


def test_revoking_what_nobody_holds_changes_nothing() -> None:
    collection = founded()
    collection.revoke(STRANGER.id)
    assert not collection.pending


def test_the_last_owner_stays() -> None:
    collection = founded()
    with pytest.raises(Conflict):
        collection.revoke(EDITOR.id)
    with pytest.raises(Conflict):
        collection.grant(EDITOR.id, Role.READER)
    collection.grant(VIEWER.id, Role.OWNER)
    collection.revoke(EDITOR.id)
    assert collection.grants == {VIEWER.id: Role.OWNER}

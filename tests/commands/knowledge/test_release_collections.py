"""Who is erased holds no role any more, and no collection is lost for it."""

from tests.library import Library
from tests.people import ADMIN, EDITOR, STRANGER, VIEWER, person

from aurora.commands.knowledge.policies import on_user_erased
from aurora.commands.knowledge.release_collections import ReleaseCollections
from aurora.domains.event import START, Recorded, tag_of
from aurora.domains.identity.events import UserErased
from aurora.domains.knowledge.types import Role
from aurora.domains.principal import SYSTEM
from aurora.queries.knowledge.get_collection import GetCollection


async def release(library: Library) -> None:
    await library.bus.send(ReleaseCollections(principal_id=EDITOR.id), SYSTEM)
    await library.settle()


async def test_roles_of_who_is_erased_are_taken_away() -> None:
    library = Library()
    lakes = await library.found("Lakes", STRANGER)
    await library.let_in(lakes, EDITOR, Role.WRITER, by=STRANGER)

    await release(library)

    kept = await library.bus.ask(GetCollection(collection_id=lakes), STRANGER)
    assert kept.grants == {STRANGER.id: Role.OWNER}


async def test_the_only_owner_stays_until_an_administrator_names_another() -> None:
    library = Library()
    rivers = await library.found()
    await library.let_in(rivers, VIEWER)

    await release(library)
    await library.let_in(rivers, STRANGER, Role.OWNER, by=ADMIN)
    await release(library)

    kept = await library.bus.ask(GetCollection(collection_id=rivers), STRANGER)
    assert kept.grants == {VIEWER.id: Role.READER, STRANGER.id: Role.OWNER}


async def test_released_again_nothing_changes() -> None:
    library = Library()
    await library.found()
    await release(library)
    before = len(library.record.log)

    await release(library)

    assert len(library.record.log) == before


def test_it_follows_from_the_erasure() -> None:
    nobody = person(1099, "Nina", frozenset()).id
    recorded = Recorded(
        at=START,
        id=nobody,
        type=tag_of(UserErased),
        aggregate_id=nobody,
        version=2,
        occurred_at=Library().clock.now(),
        event=UserErased(user_id=nobody),
    )

    assert [*on_user_erased(recorded)] == [ReleaseCollections(principal_id=nobody)]

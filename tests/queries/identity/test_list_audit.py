from datetime import datetime

import pytest
from tests.identity_house import EMAIL, House
from tests.people import ADMIN, EDITOR

from aurora.domains.errors import Forbidden, Invalid, Unauthenticated
from aurora.domains.identity.audit import Outcome, Subject
from aurora.domains.principal import SYSTEM
from aurora.queries.identity.list_audit import ListAudit


async def test_the_newest_entry_comes_first() -> None:
    house = House()
    await house.add_user()
    await house.add_key()
    found = await house.bus.ask(ListAudit(), ADMIN)

    assert [(one.action, one.outcome) for one in found] == [
        ("IssueKey", Outcome.DONE),
        ("CreateUser", Outcome.DONE),
    ]
    assert [one.principal_id for one in found] == [SYSTEM.id, ADMIN.id]


async def test_no_entry_tells_who_a_person_is() -> None:
    house = House()
    await house.add_user()
    await house.sign_in()
    found = await house.bus.ask(ListAudit(), ADMIN)
    told = str(found)

    assert EMAIL not in told
    assert "Ana" not in told


async def test_a_spent_token_that_came_back_shows_as_the_end_of_a_session() -> None:
    house = House()
    user = await house.add_user()
    spent = (await house.tokens()).refresh_token
    await house.refreshed(spent)
    house.clock.advance(60)
    with pytest.raises(Unauthenticated):
        await house.refreshed(spent)
    ended, refreshed = await house.bus.ask(ListAudit(limit=2), ADMIN)

    assert (ended.action, ended.events) == ("Refresh", ("identity.session-ended.v1",))
    assert (refreshed.action, refreshed.events) == ("Refresh", ("identity.session-refreshed.v1",))
    assert Subject("user", user) in ended.subjects


async def test_a_time_says_its_zone() -> None:
    naive = datetime(2026, 11, 27)  # noqa: DTZ001  it is refused for that
    with pytest.raises(Invalid, match="zone"):
        await House().bus.ask(ListAudit(since=naive), ADMIN)


async def test_it_needs_its_permission() -> None:
    with pytest.raises(Forbidden):
        await House().bus.ask(ListAudit(), EDITOR)

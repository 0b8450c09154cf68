"""Choosing another password."""

import pytest
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN

from aurora.commands.identity.ask_password_reset import AskPasswordReset
from aurora.commands.identity.change_password import ChangePassword
from aurora.commands.identity.current_password import WrongPassword
from aurora.commands.identity.end_user_sessions import EndUserSessions
from aurora.commands.identity.reset_password import ResetPassword
from aurora.domains.errors import Forbidden, Invalid
from aurora.domains.identity.events import PasswordChanged
from aurora.domains.identity.one_time import LinkRefused
from aurora.domains.identity.refusal import NotRecognised, SignInRefused
from aurora.domains.principal import ANONYMOUS, Principal
from aurora.queries.identity.views import UserView

NEW = "seventeen purple otters dance"


def change(current: str = PASSWORD, new: str = NEW) -> ChangePassword:
    return ChangePassword(current=current, new=new)


async def signed_in(house: House) -> Principal:
    await house.add_user()
    return await house.me()


async def test_the_new_password_opens_and_the_last_one_does_not() -> None:
    house = House()
    me = await signed_in(house)

    answer = await house.bus.send(change(), me)

    assert answer.password_strength.score == 4
    assert (await house.me(password=NEW)).id == me.id
    with pytest.raises(SignInRefused):
        await house.sign_in()


async def test_only_who_knows_the_current_one_changes_it() -> None:
    house = House()
    me = await signed_in(house)

    with pytest.raises(WrongPassword):
        await house.bus.send(change("another password entirely"), me)
    assert await house.sign_in()


async def test_other_sessions_end_and_this_one_stays() -> None:
    house = House()
    me = await signed_in(house)

    await house.bus.send(change(), me)
    await house.settle()

    view = house.views(UserView)._views[me.id]
    assert (view.sessions_from_version, view.kept_session) == (view.version, me.session)


async def test_a_session_that_is_over_is_not_kept_by_a_change() -> None:
    house = House()
    me = await signed_in(house)
    late = house.views(UserView)._views[me.id]
    await house.bus.send(EndUserSessions(user_id=me.id), ADMIN)

    with pytest.raises(NotRecognised):
        await house.bus.send(change(), me)

    assert house.views(UserView)._views[me.id] == late
    assert await house.sign_in()


async def test_it_is_an_event_and_a_letter_tells_the_owner() -> None:
    house = House()
    me = await signed_in(house)
    await house.bus.send(change(), me)
    await house.settle()

    assert PasswordChanged(user_id=me.id) in [recorded.event for recorded in house.record.log]
    assert [letter.subject for letter in house.mailer.to(EMAIL)] == [
        "Your password for Aurora was changed"
    ]


async def test_a_reset_that_was_under_way_is_void() -> None:
    house = House()
    me = await signed_in(house)
    await house.bus.send(AskPasswordReset(email=EMAIL), ANONYMOUS)
    await house.settle()
    token = house.token()
    await house.bus.send(change(), me)

    with pytest.raises(LinkRefused):
        await house.bus.send(ResetPassword(token=token, password=PASSWORD), ANONYMOUS)


@pytest.mark.parametrize(
    ("command", "field"),
    [(change(new="short"), "new"), (change("x" * 2_000), "current")],
)
async def test_what_breaks_a_rule_is_named(command: ChangePassword, field: str) -> None:
    house = House()
    me = await signed_in(house)

    with pytest.raises(Invalid) as refusal:
        await house.bus.send(command, me)
    assert refusal.value.field == field


async def test_keys_have_no_password() -> None:
    house = House()
    key = await house.add_key()

    with pytest.raises(Forbidden, match="for people"):
        await house.bus.send(change(), await house.who(key.key))


async def test_nothing_of_the_request_is_kept() -> None:
    house = House()
    me = await signed_in(house)

    await house.bus.send(change(), me, key="once")

    assert not house.record.answers

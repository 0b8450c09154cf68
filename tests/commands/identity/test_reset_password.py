"""A new password for who forgot the last one."""

from uuid import UUID

import pytest
from tests.identity_house import EMAIL, House
from tests.people import ADMIN

from aurora.commands.identity.ask_password_reset import AskPasswordReset
from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.reset_password import ResetPassword
from aurora.commands.identity.send_password_reset import SendPasswordReset
from aurora.domains.errors import Forbidden, Invalid
from aurora.domains.identity.one_time import LinkRefused
from aurora.domains.identity.refusal import SignInRefused
from aurora.domains.identity.strength import WeakPassword
from aurora.domains.principal import ANONYMOUS, SYSTEM
from aurora.queries.identity.views import UserView

NEW = "seventeen purple otters dance"


async def ask(house: House, email: str = EMAIL) -> None:
    await house.bus.send(AskPasswordReset(email=email), ANONYMOUS)
    await house.settle()


async def reset(house: House, token: str, password: str = NEW) -> None:
    await house.bus.send(ResetPassword(token=token, password=password), ANONYMOUS)
    await house.settle()


async def test_the_token_of_the_letter_sets_a_new_password() -> None:
    house = House()
    id = await house.add_user()
    await ask(house, "Ana@Example.org")

    await reset(house, house.token())

    assert (await house.me(password=NEW)).id == id
    with pytest.raises(SignInRefused):
        await house.sign_in()


async def test_the_link_leads_to_the_public_address_and_its_token_to_no_server() -> None:
    house = House()
    await house.add_user()
    await ask(house)

    link = f"https://aurora.example.org/account#reset={house.token()}"
    assert link in house.mailer.to(EMAIL)[-1].text


async def test_a_token_works_once() -> None:
    house = House()
    await house.add_user()
    await ask(house)
    token = house.token()
    await reset(house, token)

    with pytest.raises(LinkRefused):
        await reset(house, token, "another password entirely")


async def test_a_token_works_for_an_hour() -> None:
    house = House()
    await house.add_user()
    await ask(house)
    house.clock.advance(3_600)

    with pytest.raises(LinkRefused):
        await reset(house, house.token())


async def test_a_second_letter_makes_the_first_one_void() -> None:
    house = House()
    await house.add_user()
    await ask(house)
    first = house.token()
    await ask(house)

    with pytest.raises(LinkRefused):
        await reset(house, first)
    await reset(house, house.token())


async def test_every_session_ends() -> None:
    house = House()
    id = await house.add_user()
    await ask(house)

    await reset(house, house.token())

    view = house.views(UserView)._views[id]
    assert (view.sessions_from_version, view.kept_session) == (view.version, None)


async def test_a_letter_tells_of_the_change() -> None:
    house = House()
    await house.add_user()
    await ask(house)
    await reset(house, house.token())

    assert "was changed" in house.mailer.to(EMAIL)[-1].subject


async def test_who_has_no_account_gets_no_letter_and_leaves_the_same_behind() -> None:
    house = House()
    await house.add_user()
    before = len(house.record.log)
    await house.bus.send(AskPasswordReset(email=EMAIL), ANONYMOUS)
    await house.bus.send(AskPasswordReset(email="nobody@example.org"), ANONYMOUS)

    known, unknown = (job.command for job in house.record.jobs)
    assert isinstance(known, SendPasswordReset)
    assert isinstance(unknown, SendPasswordReset)
    assert len(house.record.log) == before
    await house.settle()
    assert [letter.to for letter in house.mailer.letters] == [EMAIL]


async def test_disabled_users_are_written_no_link_and_use_none() -> None:
    house = House()
    id = await house.add_user()
    await ask(house)
    await house.bus.send(DisableUser(user_id=id), ADMIN)
    await ask(house)

    assert len(house.mailer.letters) == 1
    with pytest.raises(LinkRefused):
        await reset(house, house.token())


async def test_a_weak_password_leaves_the_token_as_it_was() -> None:
    house = House()
    await house.add_user()
    await ask(house)

    with pytest.raises(WeakPassword):
        await reset(house, house.token(), "ana.lima.example.org")
    await reset(house, house.token())


async def test_a_bad_token_costs_no_hash_and_measures_no_password() -> None:
    house = House()
    await house.add_user()
    hashed = house.hasher.hashed

    for token in ("", "x" * 43, "\0", "é" * 5_000):
        with pytest.raises(LinkRefused):
            await reset(house, token, "short")
    assert house.hasher.hashed == hashed


async def test_no_secret_waits_in_a_job_or_stands_in_an_event() -> None:
    house = House()
    await house.add_user()
    await house.bus.send(AskPasswordReset(email=EMAIL), ANONYMOUS)
    waiting = repr(house.record.jobs)
    await house.settle()
    token = house.token()

    assert EMAIL not in waiting
    assert token not in waiting
    assert token not in repr((house.record.log, house.record.kinds, house.record.answers))


async def test_letters_are_for_aurora_itself_to_send() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(SendPasswordReset(user_id=UUID(int=9)), ADMIN)


async def test_a_letter_that_cannot_be_sent_is_tried_again_with_a_new_token() -> None:
    house = House()
    await house.add_user()
    house.mailer.down = True
    await ask(house)

    waiting = house.record.jobs[0].command
    assert isinstance(waiting, SendPasswordReset)
    assert waiting.attempt == 1
    house.mailer.down = False
    house.clock.advance(30)
    await house.settle()
    await reset(house, house.token())


async def test_a_letter_that_can_never_be_sent_is_given_up() -> None:
    house = House()
    await house.add_user()
    house.mailer.down = True
    command = SendPasswordReset(user_id=UUID(int=1), attempt=5)

    await house.bus.send(command, SYSTEM)

    assert house.record.jobs == []


async def test_what_is_no_address_is_refused() -> None:
    with pytest.raises(Invalid) as refusal:
        await House().bus.send(AskPasswordReset(email="ana"), ANONYMOUS)
    assert refusal.value.field == "email"

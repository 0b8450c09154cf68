"""Changing what an account says of its owner."""

from collections.abc import Awaitable, Callable

import pytest
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN

from aurora.commands.identity.ask_password_reset import AskPasswordReset
from aurora.commands.identity.change_password import ChangePassword
from aurora.commands.identity.change_profile import ChangeProfile, Profile
from aurora.commands.identity.confirm_address import ConfirmAddress
from aurora.commands.identity.current_password import WrongPassword
from aurora.commands.identity.disable_user import DisableUser
from aurora.commands.identity.enable_user import EnableUser
from aurora.commands.identity.reset_password import ResetPassword
from aurora.domains.errors import Forbidden, Invalid, TooOften
from aurora.domains.identity.one_time import LinkRefused
from aurora.domains.identity.refusal import SignInRefused
from aurora.domains.principal import ANONYMOUS, Principal
from aurora.queries.identity.get_me import GetMe

NEW = "ana.lima@example.org"
OTHER = "seventeen purple otters dance"


async def signed_in(house: House) -> Principal:
    await house.add_user()
    return await house.me()


async def move(house: House, me: Principal, email: str = NEW) -> Profile:
    changed = await house.bus.send(ChangeProfile(email=email, password=PASSWORD), me)
    await house.settle()
    return changed


async def confirm(house: House, token: str) -> None:
    await house.bus.send(ConfirmAddress(token=token), ANONYMOUS)
    await house.settle()


async def test_name_and_language_change_at_once() -> None:
    house = House()
    me = await signed_in(house)

    changed = await house.bus.send(ChangeProfile(name=" Ana L. ", language="PT-br"), me)

    assert changed == Profile(name="Ana L.", language="pt-br", email=EMAIL, new_email=None)
    told = await house.bus.ask(GetMe(), me)
    assert (told.name, told.language) == ("Ana L.", "pt-br")


async def test_what_is_left_out_stays_and_the_same_again_is_no_event() -> None:
    house = House()
    me = await signed_in(house)
    before = len(house.record.log)

    await house.bus.send(ChangeProfile(name="Ana Lima"), me)
    await house.bus.send(ChangeProfile(), me)

    assert len(house.record.log) == before


async def test_another_address_is_used_once_it_is_confirmed() -> None:
    house = House()
    me = await signed_in(house)

    changed = await move(house, me, "Ana.Lima@example.org")
    assert (changed.email, changed.new_email) == (EMAIL, NEW)
    assert await house.sign_in()

    await confirm(house, house.token(NEW))
    assert (await house.me(NEW)).id == me.id
    with pytest.raises(SignInRefused):
        await house.sign_in(EMAIL)


async def test_the_last_address_hears_of_it() -> None:
    house = House()
    await move(house, await signed_in(house))

    assert [one.subject for one in house.mailer.to(EMAIL)] == [
        "Your e-mail address for Aurora is about to change"
    ]


async def test_the_new_address_is_written_to_only_after_the_last_one() -> None:
    house = House()
    me = await signed_in(house)
    house.mailer.down = True
    await move(house, me)
    house.mailer.down = False
    assert house.mailer.letters == []

    house.clock.advance(30)
    await house.settle()

    assert [letter.to for letter in house.mailer.letters] == [EMAIL, NEW]


async def test_an_address_that_takes_no_letters_any_more_stands_in_nobodys_way() -> None:
    house = House()
    me = await signed_in(house)
    house.mailer.unknown.add(EMAIL)

    await move(house, me)

    await confirm(house, house.token(NEW))


async def test_another_address_needs_the_current_password() -> None:
    house = House()
    me = await signed_in(house)

    with pytest.raises(Invalid) as refusal:
        await house.bus.send(ChangeProfile(email=NEW), me)
    assert refusal.value.field == "password"
    with pytest.raises(WrongPassword):
        await house.bus.send(ChangeProfile(email=NEW, password="x" * 20), me)
    await house.settle()
    assert house.mailer.letters == []


async def test_an_address_that_somebody_has_is_told_to_that_person_alone() -> None:
    house = House()
    me = await signed_in(house)
    await house.add_user("bia@example.org")

    taken = await move(house, me, "bia@example.org")
    free = await move(house, me)

    assert (taken.email, taken.new_email) == (EMAIL, "bia@example.org")
    assert (free.email, free.new_email) == (EMAIL, NEW)
    (letter,) = house.mailer.to("bia@example.org")
    assert "already" in letter.subject
    assert "#" not in letter.text


async def test_an_address_that_somebody_took_meanwhile_is_not_confirmed() -> None:
    house = House()
    await move(house, await signed_in(house))
    await house.add_user(NEW)

    with pytest.raises(LinkRefused):
        await confirm(house, house.token(NEW))


async def test_a_token_works_once_for_an_hour_and_for_the_newest_address() -> None:
    house = House()
    me = await signed_in(house)
    await move(house, me)
    first = house.token(NEW)
    await move(house, me, "third@example.org")
    with pytest.raises(LinkRefused):
        await confirm(house, first)

    third = house.token("third@example.org")
    house.clock.advance(3_599)
    await confirm(house, third)
    with pytest.raises(LinkRefused):
        await confirm(house, third)

    await move(house, me)
    house.clock.advance(3_600)
    with pytest.raises(LinkRefused):
        await confirm(house, house.token(NEW))


async def test_a_reset_that_went_to_the_last_address_is_void() -> None:
    house = House()
    me = await signed_in(house)
    await house.bus.send(AskPasswordReset(email=EMAIL), ANONYMOUS)
    await house.settle()
    reset = house.token()
    await move(house, me)
    await confirm(house, house.token(NEW))

    with pytest.raises(LinkRefused):
        await house.bus.send(ResetPassword(token=reset, password=PASSWORD), ANONYMOUS)


async def test_the_same_address_again_is_no_change() -> None:
    house = House()
    me = await signed_in(house)

    assert (await move(house, me, "ANA@example.org")).new_email is None
    assert house.mailer.letters == []


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (ChangeProfile(name=""), "name"),
        (ChangeProfile(language="portuguese"), "language"),
        (ChangeProfile(email="ana", password=PASSWORD), "email"),
    ],
)
async def test_what_breaks_a_rule_is_named(command: ChangeProfile, field: str) -> None:
    house = House()
    me = await signed_in(house)

    with pytest.raises(Invalid) as refusal:
        await house.bus.send(command, me)
    assert refusal.value.field == field


async def test_strangers_are_not_written_to_again_and_again() -> None:
    house = House()
    me = await signed_in(house)

    async def insist() -> None:
        for _ in range(100):
            await move(house, me)

    with pytest.raises(TooOften):
        await insist()
    assert len(house.mailer.to(NEW)) < 20


async def test_keys_have_no_profile() -> None:
    house = House()
    key = await house.add_key()

    with pytest.raises(Forbidden, match="for people"):
        await house.bus.send(ChangeProfile(name="x"), await house.who(key.key))


async def test_addresses_are_in_no_event_and_no_job() -> None:
    house = House()
    me = await signed_in(house)
    await house.bus.send(ChangeProfile(email=NEW, password=PASSWORD), me, key="once")

    assert NEW not in repr((house.record.log, house.record.jobs, house.record.answers))


async def change(house: House, me: Principal) -> None:
    await house.bus.send(ChangePassword(current=PASSWORD, new=OTHER), me)


async def reset(house: House, _: Principal) -> None:
    await house.bus.send(AskPasswordReset(email=EMAIL), ANONYMOUS)
    await house.settle()
    await house.bus.send(ResetPassword(token=house.token(), password=OTHER), ANONYMOUS)


async def keep_out_for_a_while(house: House, me: Principal) -> None:
    await house.bus.send(DisableUser(user_id=me.id), ADMIN)
    await house.bus.send(EnableUser(user_id=me.id), ADMIN)


@pytest.mark.parametrize("defend", [change, reset, keep_out_for_a_while])
async def test_an_address_that_somebody_with_the_last_password_wanted_is_not_confirmed(
    defend: Callable[[House, Principal], Awaitable[None]],
) -> None:
    house = House()
    me = await signed_in(house)
    await move(house, me)

    await defend(house, me)

    with pytest.raises(LinkRefused):
        await confirm(house, house.token(NEW))
    assert (await house.person(me.id)).email == EMAIL


async def test_no_letter_goes_to_an_address_that_is_not_wanted_any_more() -> None:
    house = House()
    me = await signed_in(house)
    await house.bus.send(ChangeProfile(email=NEW, password=PASSWORD), me)

    await change(house, me)
    await house.settle()

    assert house.mailer.to(NEW) == []

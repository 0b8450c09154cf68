"""Getting a second factor, living with it, and doing without it again."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from tests.databases import fresh_database, wiring
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN, VIEWER, own_key
from tests.second_factors import begun, signed_in, with_second_factor

from aurora.commands.identity.begin_second_factor import BeginSecondFactor
from aurora.commands.identity.change_password import ChangePassword
from aurora.commands.identity.confirm_second_factor import ConfirmSecondFactor
from aurora.commands.identity.current_password import WrongPassword
from aurora.commands.identity.new_password import NewPassword
from aurora.commands.identity.remove_second_factor import RemoveSecondFactor
from aurora.commands.identity.remove_users_second_factor import RemoveUsersSecondFactor, TakesOwn
from aurora.commands.identity.replace_recovery_codes import ReplaceRecoveryCodes
from aurora.commands.identity.second_step import factor_of, require_second_factor
from aurora.domains.errors import Forbidden, Invalid, NotFound, Stale, TooOften
from aurora.domains.identity.events import EVENTS
from aurora.domains.identity.person import Person
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.roles import Role
from aurora.domains.identity.second_factor import (
    SecondFactor,
    SecondFactorOff,
    SecondFactorOn,
    WrongCode,
)
from aurora.domains.identity.strength import Strength
from aurora.domains.identity.user import ShortPassword, User
from aurora.domains.identity.wordings import ENGLISH, Occasion
from aurora.domains.principal import PrincipalKind
from aurora.infrastructure.postgres.identity import PostgresIdentity
from aurora.queries.identity.get_second_factor import GetSecondFactor, OwnSecondFactor

ANA, NOW = UUID(int=41), datetime(2026, 1, 1, tzinfo=UTC)
STRENGTH = Strength(score=4, guesses_log10=12.0)
SHORT = "qR7#vX2!mK"
NONE = OwnSecondFactor(on=False, recovery_codes_left=0)


async def test_a_secret_is_given_for_the_password_alone() -> None:
    house = House()
    await house.add_user()
    by = await signed_in(house)

    with pytest.raises(WrongPassword):
        await house.bus.send(BeginSecondFactor(password=PASSWORD + "!"), by)
    assert await begun(house, by)


async def test_before_it_is_confirmed_a_sign_in_takes_no_code() -> None:
    house = House()
    await house.add_user()
    await begun(house, await signed_in(house))

    assert await signed_in(house)


async def test_confirming_gives_ten_recovery_codes_and_ends_every_other_session() -> None:
    house = House()
    await house.add_user()
    other = await house.sign_in()
    mine = await house.sign_in()
    await house.settle()
    by = await house.who(mine)
    phone = await begun(house, by)

    given = await house.bus.send(ConfirmSecondFactor(code=phone.code()), by)
    await house.settle()

    assert len(set(given.recovery_codes)) == 10
    assert await house.who(mine)
    with pytest.raises(NotRecognised):
        await house.who(other)


async def test_a_wrong_code_confirms_nothing_and_is_slowed_down() -> None:
    house = House()
    await house.add_user()
    by = await signed_in(house)
    await begun(house, by)

    outcomes = []
    for _ in range(15):
        with pytest.raises((WrongCode, TooOften)) as refusal:
            await house.bus.send(ConfirmSecondFactor(code="999999"), by)
        outcomes.append(refusal.type)
    assert outcomes[0] is WrongCode
    assert outcomes[-1] is TooOften


async def test_what_is_on_is_not_begun_again() -> None:
    house = House()
    by, _, _ = await with_second_factor(house)

    with pytest.raises(SecondFactorOn):
        await begun(house, by)


async def test_new_recovery_codes_take_a_code() -> None:
    house = House()
    by, phone, old = await with_second_factor(house)
    with pytest.raises(WrongCode):
        await house.bus.send(ReplaceRecoveryCodes(code=phone.code()), by)

    given = await house.bus.send(ReplaceRecoveryCodes(code=phone.next()), by)

    assert not set(given.recovery_codes) & set(old)
    with pytest.raises(WrongCode):
        await house.bus.send(ReplaceRecoveryCodes(code=old[0]), by)
    assert await house.bus.send(ReplaceRecoveryCodes(code=given.recovery_codes[0]), by)


async def test_removing_takes_password_and_code() -> None:
    house = House()
    by, phone, recovery = await with_second_factor(house)
    with pytest.raises(WrongPassword):
        await house.bus.send(RemoveSecondFactor(password=f"{PASSWORD}!", code=phone.next()), by)
    with pytest.raises(WrongCode):
        await house.bus.send(RemoveSecondFactor(password=PASSWORD, code="999999"), by)

    await house.bus.send(RemoveSecondFactor(password=PASSWORD, code=recovery[0]), by)

    assert await signed_in(house)
    with pytest.raises(SecondFactorOff):
        await house.bus.send(RemoveSecondFactor(password=PASSWORD, code=recovery[1]), by)


async def test_it_stays_while_the_password_is_too_short_to_stand_alone() -> None:
    house = House()
    by, phone, _ = await with_second_factor(house)
    async with house.identity.work() as work:
        user = await work.users.get(by.id)
        user.password_stands_alone = False
        user.rehash(user.password_hash)

    with pytest.raises(ShortPassword, match="15 characters"):
        await house.bus.send(RemoveSecondFactor(password=PASSWORD, code=phone.next()), by)
    with pytest.raises(ShortPassword):
        await house.bus.send(RemoveUsersSecondFactor(user_id=by.id), ADMIN)


async def test_an_administrator_takes_it_off_and_every_session_ends() -> None:
    house = House()
    by, phone, _ = await with_second_factor(house)
    tokens = [await house.sign_in(code=phone.next()) for _ in range(2)]
    await house.settle()

    for _ in range(2):
        await house.bus.send(RemoveUsersSecondFactor(user_id=by.id), ADMIN)
    await house.settle()

    for token in tokens:
        with pytest.raises(NotRecognised):
            await house.who(token)
    assert await signed_in(house)


async def test_administrators_take_off_their_own_with_password_and_code_alone() -> None:
    house = House()
    await house.add_user(role=Role.ADMINISTRATOR)
    by = await signed_in(house)
    phone = await begun(house, by)
    await house.bus.send(ConfirmSecondFactor(code=phone.code()), by)

    for one in (by, own_key(by)):
        with pytest.raises(TakesOwn):
            await house.bus.send(RemoveUsersSecondFactor(user_id=by.id), one)
    await house.bus.send(RemoveSecondFactor(password=PASSWORD, code=phone.next()), by)


async def test_letters_tell_the_owner_of_every_change() -> None:
    house = House()
    by, phone, _ = await with_second_factor(house)
    await house.bus.send(ReplaceRecoveryCodes(code=phone.next()), by)
    await house.bus.send(RemoveSecondFactor(password=PASSWORD, code=phone.next()), by)
    await house.bus.send(RemoveUsersSecondFactor(user_id=by.id), ADMIN)
    await house.settle()

    assert [letter.subject for letter in house.mailer.to(EMAIL)] == [
        ENGLISH[occasion].subject
        for occasion in (
            Occasion.SECOND_FACTOR_ON,
            Occasion.RECOVERY_CODES_REPLACED,
            Occasion.SECOND_FACTOR_OFF,
        )
    ]


async def test_of_nobody_it_is_not_taken_off_and_by_nobody_without_the_right() -> None:
    house = House()
    by, _, _ = await with_second_factor(house)

    with pytest.raises(NotFound):
        await house.bus.send(RemoveUsersSecondFactor(user_id=VIEWER.id), ADMIN)
    with pytest.raises(Forbidden):
        await house.bus.send(RemoveUsersSecondFactor(user_id=by.id), VIEWER)


async def test_users_are_told_how_they_sign_in() -> None:
    house = House()
    await house.add_user()
    assert await house.bus.ask(GetSecondFactor(), await signed_in(house)) == NONE

    house = House()
    by, _, recovery = await with_second_factor(house)
    await house.sign_in(code=recovery[0])
    await house.settle()
    expected = OwnSecondFactor(on=True, recovery_codes_left=9)
    assert await house.bus.ask(GetSecondFactor(), by) == expected

    await house.bus.send(RemoveUsersSecondFactor(user_id=by.id), ADMIN)
    await house.settle()
    assert await house.bus.ask(GetSecondFactor(), by) == NONE


async def test_a_key_has_no_second_factor() -> None:
    house = House()
    key = await house.who((await house.add_key()).key)

    assert key.kind is PrincipalKind.KEY
    with pytest.raises(Forbidden, match="for people"):
        await house.bus.send(BeginSecondFactor(password=PASSWORD), key)
    with pytest.raises(Forbidden, match="for people"):
        await house.bus.ask(GetSecondFactor(), key)


async def test_nothing_of_it_is_kept_for_idempotency_nor_told_by_an_event() -> None:
    house = House()
    await house.add_user()
    by = await signed_in(house)
    card = await house.bus.send(BeginSecondFactor(password=PASSWORD), by, key="once")
    phone = await begun(house, by)
    given = await house.bus.send(ConfirmSecondFactor(code=phone.code()), by, key="twice")

    assert not house.record.answers
    for secret in (card.secret, *given.recovery_codes, EMAIL):
        assert secret not in repr(house.record.log)


async def test_beside_it_a_password_may_be_short_and_has_to_grow_before_it_goes() -> None:
    house = House()
    by, phone, _ = await with_second_factor(house)

    await house.bus.send(ChangePassword(current=PASSWORD, new=SHORT), by)
    with pytest.raises(ShortPassword):
        await house.bus.send(RemoveSecondFactor(password=SHORT, code=phone.next()), by)
    await house.bus.send(ChangePassword(current=SHORT, new=PASSWORD), by)
    await house.bus.send(RemoveSecondFactor(password=PASSWORD, code=phone.next()), by)
    with pytest.raises(Invalid, match="at least 15"):
        await house.bus.send(ChangePassword(current=PASSWORD, new=SHORT), by)


@pytest.mark.parametrize("first", ["change", "remove"])
async def test_no_short_password_slips_in_while_it_goes(postgres_url: str, first: str) -> None:
    async with fresh_database(postgres_url) as engine:
        identity = PostgresIdentity(wiring(engine, EVENTS))
        async with identity.work() as work:
            work.users.add(User.create(ANA, Person(email=EMAIL, name="Ana"), Role.VIEWER, "hash"))
            factor = SecondFactor.of(ANA)
            factor.begin(bytes(20))
            factor.on = True
            work.second_factors.add(factor)

        async def change() -> None:
            async with identity.work() as work:
                user = await work.users.get(ANA)
                await require_second_factor(user, NewPassword("short", STRENGTH, False), work)
                if first == "remove":
                    await remove()
                user.change_password("short", NOW, stands_alone=False)

        async def remove() -> None:
            async with identity.work() as work:
                user, factor = await work.users.get(ANA), await factor_of(ANA, work)
                user.lose_second_factor(NOW)
                if first == "change":
                    await change()
                factor.remove()

        with pytest.raises(Stale):
            await (remove() if first == "change" else change())

        async with identity.work() as work:
            user, factor = await work.users.get(ANA), await factor_of(ANA, work)
    assert user.password_stands_alone or factor.on

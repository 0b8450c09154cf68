"""Opening accounts."""

import pytest
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN, VIEWER

from aurora.commands.identity.create_user import CreateUser
from aurora.domains.errors import Forbidden, Invalid
from aurora.domains.identity.roles import PERMISSIONS, BeyondOneself, Role
from aurora.domains.identity.strength import WeakPassword
from aurora.domains.identity.user import EmailTaken
from aurora.domains.principal import Permission, Principal, PrincipalKind


def somebody(email: str = EMAIL, password: str = PASSWORD) -> CreateUser:
    return CreateUser(email=email, name="Bia", role=Role.VIEWER, password=password)


@pytest.mark.parametrize("role", Role)
async def test_a_new_user_signs_in_with_the_permissions_of_the_role(role: Role) -> None:
    house = House()
    id = await house.add_user(role=role)

    principal = await house.who(await house.sign_in())

    assert (principal.id, principal.permissions) == (id, PERMISSIONS[role])


async def test_one_address_has_one_account_however_it_is_written() -> None:
    house = House()
    await house.add_user("ana@example.org")

    with pytest.raises(EmailTaken):
        await house.bus.send(somebody("ANA@example.org"), ADMIN)


async def test_the_password_is_hashed_before_it_is_kept() -> None:
    house = House()
    await house.add_user()

    assert house.hasher.hashed == 1


async def test_the_answer_tells_how_hard_the_password_is_to_guess() -> None:
    made = await House().bus.send(somebody(), ADMIN)

    assert made.password_strength.score == 4


@pytest.mark.parametrize("password", ["aaaaaaaaaaaaaaaaaaaa", "bia.example.org!"])
async def test_a_password_that_is_easy_to_guess_is_refused_unhashed(password: str) -> None:
    house = House()

    with pytest.raises(WeakPassword):
        await house.bus.send(somebody("bia@example.org", password), ADMIN)
    assert house.hasher.hashed == 0


async def test_viewers_open_no_accounts() -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(somebody(), VIEWER)


async def test_nobody_makes_somebody_mightier_than_themselves() -> None:
    clerk = Principal(
        id=VIEWER.id,
        kind=PrincipalKind.KEY,
        name="clerk",
        permissions=VIEWER.permissions | {Permission.MANAGE_USERS},
    )
    command = CreateUser(email=EMAIL, name="Bia", role=Role.ADMINISTRATOR, password=PASSWORD)

    with pytest.raises(BeyondOneself):
        await House().bus.send(command, clerk)


@pytest.mark.parametrize(
    ("command", "field"), [(somebody("bia"), "email"), (somebody(password="short"), "password")]
)
async def test_what_breaks_a_rule_is_named(command: CreateUser, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await House().bus.send(command, ADMIN)
    assert refusal.value.field == field


async def test_people_are_told_in_no_event_and_no_view() -> None:
    house = House()
    await house.add_user("very.special@example.org")

    told = repr((house.record.log, house.kinds, [vars(views) for views in house.kinds.values()]))

    assert "special" not in told
    assert "Ana Lima" not in told


async def test_no_hash_of_the_request_is_kept_for_idempotency() -> None:
    house = House()

    await house.bus.send(somebody(), ADMIN, key="once")

    assert not house.record.answers

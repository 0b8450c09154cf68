"""Inviting people, and what becomes of it."""

from typing import Any
from uuid import UUID

import pytest
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN, VIEWER

from aurora.commands.command import Command
from aurora.commands.identity.accept_invitation import AcceptInvitation
from aurora.commands.identity.create_user import CreateUser
from aurora.commands.identity.delete_role import DeleteRole
from aurora.commands.identity.invite_user import Invited, InviteUser
from aurora.commands.identity.renew_invitation import RenewInvitation
from aurora.commands.identity.revoke_invitation import RevokeInvitation
from aurora.domains.errors import Forbidden, Invalid, NotFound
from aurora.domains.identity.invitation import InvitationClosed, Standing
from aurora.domains.identity.one_time import LinkRefused
from aurora.domains.identity.own_role import RoleInUse
from aurora.domains.identity.roles import PERMISSIONS, BeyondOneself, Role
from aurora.domains.identity.strength import WeakPassword
from aurora.domains.principal import (
    ANONYMOUS,
    SYSTEM,
    Permission,
    Principal,
    PrincipalKind,
)
from aurora.queries.identity.list_invitations import ListedInvitation, ListInvitations

WEEK = 7 * 24 * 3_600


async def invite(
    house: House,
    email: str = EMAIL,
    role: str = Role.EDITOR,
    language: str = "en",
    by: Principal = SYSTEM,
) -> Invited:
    invited = await house.bus.send(InviteUser(email=email, role=role, language=language), by)
    await house.settle()
    return invited


async def accept(house: House, token: str, name: str = "Ana", password: str = PASSWORD) -> UUID:
    command = AcceptInvitation(token=token, name=name, password=password)
    id = (await house.bus.send(command, ANONYMOUS)).id
    await house.settle()
    return id


async def listed(house: House) -> list[ListedInvitation]:
    return [*await house.bus.ask(ListInvitations(), ADMIN)]


async def test_who_is_invited_opens_an_account_with_that_role() -> None:
    house = House()
    await invite(house, "Ana@Example.org")

    id = await accept(house, house.token())

    me = await house.me()
    assert (me.id, me.permissions) == (id, PERMISSIONS[Role.EDITOR])


async def test_the_letter_speaks_the_language_that_was_named_and_the_account_keeps_it() -> None:
    house = House()
    await invite(house, language="pt-BR")
    id = await accept(house, house.token())

    assert house.mailer.to(EMAIL)[0].subject == "Você foi convidado para o Aurora"
    assert (await house.person(id)).language == "pt-BR"


async def test_a_token_works_once() -> None:
    house = House()
    await invite(house)
    token = house.token()
    await accept(house, token)

    with pytest.raises(LinkRefused):
        await accept(house, token)


async def test_a_token_works_for_a_week() -> None:
    house = House()
    await invite(house)
    house.clock.advance(WEEK)

    with pytest.raises(LinkRefused):
        await accept(house, house.token())
    assert [one.standing for one in await listed(house)] == [Standing.EXPIRED]


async def test_an_invitation_that_is_sent_again_holds_for_another_week() -> None:
    house = House()
    id = (await invite(house)).id
    first = house.token()
    house.clock.advance(WEEK)

    await house.bus.send(RenewInvitation(invitation_id=id), SYSTEM)
    await house.settle()

    with pytest.raises(LinkRefused):
        await accept(house, first)
    await accept(house, house.token())


async def test_a_revoked_one_opens_nothing() -> None:
    house = House()
    id = (await invite(house)).id

    await house.bus.send(RevokeInvitation(invitation_id=id), ADMIN)
    await house.settle()

    with pytest.raises(LinkRefused):
        await accept(house, house.token())
    assert [one.standing for one in await listed(house)] == [Standing.REVOKED]
    with pytest.raises(InvitationClosed):
        await house.bus.send(RenewInvitation(invitation_id=id), ADMIN)


async def test_inviting_again_takes_the_place_of_the_last_invitation() -> None:
    house = House()
    await invite(house, role=Role.ADMINISTRATOR)
    first = house.token()
    await invite(house, role=Role.VIEWER)

    with pytest.raises(LinkRefused):
        await accept(house, first)
    await accept(house, house.token())
    assert (await house.me()).permissions == PERMISSIONS[Role.VIEWER]


async def test_who_has_an_account_is_told_so_and_nobody_else_is() -> None:
    house = House()
    await house.add_user()

    known, unknown = await invite(house), await invite(house, "bia@example.org")

    assert known.until == unknown.until
    assert [one.standing for one in await listed(house)] == [Standing.PENDING] * 2
    letter = house.mailer.to(EMAIL)[-1]
    assert letter.subject == "You have an account at Aurora already"
    assert "#" not in letter.text


async def test_an_account_that_was_opened_meanwhile_makes_the_link_void() -> None:
    house = House()
    await invite(house)
    await house.add_user()

    with pytest.raises(LinkRefused):
        await accept(house, house.token())


async def test_a_weak_password_leaves_the_invitation_as_it_was() -> None:
    house = House()
    await invite(house)

    with pytest.raises(WeakPassword):
        await accept(house, house.token(), password="ana.example.org.ana")
    await accept(house, house.token())


@pytest.mark.parametrize("token", ["", "x" * 43, "\0", "é" * 5_000])
async def test_a_bad_token_costs_no_hash_whatever_else_is_wrong(token: str) -> None:
    house = House()
    await invite(house)

    with pytest.raises(LinkRefused):
        await accept(house, token, name="", password="short")
    assert house.hasher.hashed == 0


async def test_nobody_invites_somebody_mightier_than_themselves() -> None:
    clerk = Principal(
        id=VIEWER.id,
        kind=PrincipalKind.KEY,
        name="clerk",
        permissions=VIEWER.permissions | {Permission.MANAGE_USERS},
    )
    house = House()
    mightier = await invite(house, role=Role.ADMINISTRATOR)

    with pytest.raises(BeyondOneself):
        await invite(house, "bia@example.org", role=Role.EDITOR, by=clerk)
    decisions: list[Command[Any]] = [
        RenewInvitation(invitation_id=mightier.id),
        RevokeInvitation(invitation_id=mightier.id),
        InviteUser(email=EMAIL, role=Role.VIEWER),
    ]
    for decision in decisions:
        with pytest.raises(BeyondOneself):
            await house.bus.send(decision, clerk)
    await accept(house, house.token())


async def test_a_role_stays_while_somebody_is_invited_to_it() -> None:
    house = House()
    role = await house.add_role(Permission.SEARCH)
    await invite(house, role=role)

    with pytest.raises(RoleInUse):
        await house.bus.send(DeleteRole(name=role), ADMIN)
    await accept(house, house.token())
    assert (await house.me()).permissions == {Permission.SEARCH}


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (InviteUser(email="ana", role="viewer"), "email"),
        (InviteUser(email=EMAIL, role="emperor"), "role"),
        (InviteUser(email=EMAIL, role="viewer", language="pt_BR"), "language"),
    ],
)
async def test_what_breaks_a_rule_is_named(command: InviteUser, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        await House().bus.send(command, ADMIN)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    "message",
    [
        InviteUser(email=EMAIL, role=Role.VIEWER),
        RenewInvitation(invitation_id=UUID(int=9)),
        RevokeInvitation(invitation_id=UUID(int=9)),
    ],
)
async def test_viewers_have_no_say_in_invitations(
    message: Command[Any],
) -> None:
    with pytest.raises(Forbidden):
        await House().bus.send(message, VIEWER)


@pytest.mark.parametrize("message", [RenewInvitation, RevokeInvitation])
async def test_there_must_be_such_an_invitation(
    message: type[RenewInvitation] | type[RevokeInvitation],
) -> None:
    with pytest.raises(NotFound):
        await House().bus.send(message(invitation_id=UUID(int=9)), ADMIN)


async def test_the_list_says_who_is_invited_as_what_by_whom_and_since_when() -> None:
    house = House()
    invited = await invite(house)
    id = await accept(house, house.token())

    (one,) = await listed(house)

    assert (one.id, one.email, one.role, one.until) == (
        invited.id, EMAIL, Role.EDITOR, invited.until,
    )  # fmt: skip
    assert (one.invited_by, one.accepted_by, one.standing) == (SYSTEM.id, id, Standing.ACCEPTED)


async def test_addresses_and_tokens_are_in_no_event_no_job_and_no_view() -> None:
    house = House()
    await house.bus.send(InviteUser(email="special@example.org", role="viewer"), ADMIN, key="once")
    waiting = repr((house.record.jobs, house.record.answers))
    await house.settle()
    token = house.token("special@example.org")
    kept = repr((house.record.log, [vars(views) for views in house.kinds.values()]))

    assert "special" not in waiting + kept
    assert token not in waiting + kept + repr(house.record.kinds)


async def test_administrators_may_still_open_accounts_themselves() -> None:
    house = House()
    command = CreateUser(email=EMAIL, name="Ana", role=Role.VIEWER, password=PASSWORD)

    assert await house.bus.send(command, ADMIN)

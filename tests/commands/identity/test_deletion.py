"""Being forgotten: everything that tells of a person goes, what happened stays."""

from uuid import UUID

import pytest
from tests.identity_house import EMAIL, PASSWORD, House
from tests.people import ADMIN, VIEWER, own_key

from aurora.commands.identity.accept_invitation import AcceptInvitation
from aurora.commands.identity.ask_password_reset import AskPasswordReset
from aurora.commands.identity.change_profile import ChangeProfile
from aurora.commands.identity.confirm_address import ConfirmAddress
from aurora.commands.identity.current_password import WrongPassword
from aurora.commands.identity.delete_me import DeleteMe
from aurora.commands.identity.delete_user import DeleteUser, ErasesOneself
from aurora.commands.identity.forget_addresses import ForgetAddresses
from aurora.commands.identity.invite_user import InviteUser
from aurora.commands.identity.issue_key import IssueKey
from aurora.commands.identity.reset_password import ResetPassword
from aurora.commands.identity.revoke_key import RevokeKey
from aurora.commands.identity.send_notice import SendNotice
from aurora.domains.errors import Forbidden, NotFound
from aurora.domains.event import tag_of
from aurora.domains.identity.events import UserErased
from aurora.domains.identity.one_time import LinkRefused
from aurora.domains.identity.refusal import NotRecognised, SignInRefused
from aurora.domains.identity.roles import Role
from aurora.domains.identity.user import LastAdministrator
from aurora.domains.identity.wordings import Occasion
from aurora.domains.principal import ANONYMOUS, SYSTEM
from aurora.infrastructure.memory.views import MemoryViews
from aurora.queries.identity.list_invitations import ListInvitations
from aurora.queries.identity.list_users import ListUsers
from aurora.queries.identity.users_projection import project_users
from aurora.queries.identity.views import UserView


async def delete(house: House, id: UUID) -> None:
    await house.bus.send(DeleteUser(user_id=id), ADMIN)
    await house.settle()


async def test_nothing_that_tells_of_the_person_is_left() -> None:
    house = House()
    id = await house.add_user("special@example.org")
    me = await house.me("special@example.org")
    await house.bus.send(InviteUser(email="special@example.org", role=Role.VIEWER), ADMIN)
    change = ChangeProfile(email="other.special@example.org", password=PASSWORD)
    await house.bus.send(change, me)
    await house.settle()

    await delete(house, id)

    left = repr((house.record.kinds, house.record.log, house.record.jobs, house.record.answers))
    views = repr([vars(kept) for kept in house.kinds.values()])
    assert "special" not in left + views
    assert "Ana Lima" not in left + views
    assert PASSWORD not in left


async def test_the_address_that_somebody_was_invited_at_is_forgotten_too() -> None:
    house = House()
    await house.bus.send(InviteUser(email="special@example.org", role=Role.VIEWER), SYSTEM)
    await house.settle()
    accepting = AcceptInvitation(
        token=house.token("special@example.org"), name="Ana Lima", password=PASSWORD
    )
    id = (await house.bus.send(accepting, ANONYMOUS)).id
    me = await house.me("special@example.org")
    await house.bus.send(ChangeProfile(email=EMAIL, password=PASSWORD), me)
    await house.settle()
    await house.bus.send(ConfirmAddress(token=house.token(EMAIL)), ANONYMOUS)

    await delete(house, id)

    assert "special" not in repr((house.record.kinds, house.record.log, house.record.jobs))


async def test_what_happened_stays_emptied_and_in_its_place() -> None:
    house = House()
    id = await house.add_user()
    before = [(one.at, one.id, one.type, one.version) for one in house.record.log]

    await delete(house, id)

    of_user = [one for one in house.record.log if one.aggregate_id == id]
    assert [(o.at, o.id, o.type, o.version) for o in house.record.log[: len(before)]] == before
    assert [one.event for one in of_user] == [None, UserErased(user_id=id)]
    assert of_user[-1].type == tag_of(UserErased)


async def test_rebuilding_the_views_gives_a_tombstone() -> None:
    house = House()
    id = await house.add_user()
    await delete(house, id)

    again = MemoryViews(UserView)
    for recorded in house.record.log:
        await project_users(recorded, again)

    assert await again.get(id) is None
    assert vars(again)["_versions"][id] == 2
    assert [one for one in await house.bus.ask(ListUsers(), ADMIN) if one.id == id] == []


async def test_the_door_stays_shut() -> None:
    house = House()
    id = await house.add_user()
    session = await house.sign_in()

    await delete(house, id)

    with pytest.raises(NotRecognised):
        await house.who(session)
    with pytest.raises(SignInRefused):
        await house.sign_in()


async def test_keys_that_the_user_issued_open_nothing() -> None:
    house = House()
    id = await house.add_user(role=Role.ADMINISTRATOR)
    await house.add_user("bia@example.org", Role.ADMINISTRATOR)
    key = await house.bus.send(IssueKey(name="indexer", role=Role.VIEWER), await house.me())
    others = await house.add_key()

    await delete(house, id)

    with pytest.raises(NotRecognised):
        await house.who(key.key)
    assert await house.who(others.key)


async def test_the_audit_log_forgets_from_where_the_user_came() -> None:
    house = House()
    id = await house.add_user()

    await house.bus.send(DeleteUser(user_id=id), ADMIN)

    assert [job.command for job in house.record.jobs] == [ForgetAddresses(principal_id=id)]


async def test_and_from_where_keys_of_the_user_were_used() -> None:
    house = House()
    await house.add_user(role=Role.ADMINISTRATOR)
    await house.add_user("bia@example.org", Role.ADMINISTRATOR)
    me = await house.me()
    keys = [
        (await house.bus.send(IssueKey(name="indexer", role=Role.VIEWER), me)).id for _ in range(2)
    ]
    await house.bus.send(RevokeKey(key_id=keys[0]), me)
    await house.settle()

    await house.bus.send(DeleteUser(user_id=me.id), ADMIN)

    forgotten = {job.command.principal_id for job in house.record.jobs}  # type: ignore[attr-defined]
    assert forgotten == {me.id, *keys}


async def test_letters_to_the_person_lead_nowhere() -> None:
    house = House()
    id = await house.add_user()
    await house.bus.send(AskPasswordReset(email=EMAIL), ANONYMOUS)
    await house.settle()
    token = house.token()
    await delete(house, id)

    with pytest.raises(LinkRefused):
        await house.bus.send(ResetPassword(token=token, password=PASSWORD), ANONYMOUS)
    notice = SendNotice(user_id=id, occasion=Occasion.PASSWORD_CHANGED)
    await house.bus.send(notice, SYSTEM)
    assert len(house.mailer.letters) == 1


async def test_invitations_that_the_user_made_are_void() -> None:
    house = House()
    id = await house.add_user(role=Role.ADMINISTRATOR)
    await house.add_user("bia@example.org", Role.ADMINISTRATOR)
    invite = InviteUser(email="caio@example.org", role=Role.ADMINISTRATOR)
    await house.bus.send(invite, await house.me())
    await house.settle()

    await delete(house, id)

    (invitation,) = await house.bus.ask(ListInvitations(), ADMIN)
    assert (invitation.standing, invitation.invited_by) == ("revoked", id)


async def test_the_address_is_free_for_another_account() -> None:
    house = House()
    await delete(house, await house.add_user())

    assert await house.add_user()


async def test_people_delete_themselves_with_their_password() -> None:
    house = House()
    await house.add_user()
    me = await house.me()

    with pytest.raises(WrongPassword):
        await house.bus.send(DeleteMe(password="another password entirely"), me)
    await house.bus.send(DeleteMe(password=PASSWORD), me)

    with pytest.raises(SignInRefused):
        await house.sign_in()


async def test_administrators_use_their_password_too() -> None:
    house = House()
    await house.add_user(role=Role.ADMINISTRATOR)
    me = await house.me()

    for by in (me, own_key(me)):
        with pytest.raises(ErasesOneself):
            await house.bus.send(DeleteUser(user_id=me.id), by)


async def test_the_last_administrator_stays() -> None:
    house = House()
    id = await house.add_user(role=Role.ADMINISTRATOR)

    with pytest.raises(LastAdministrator):
        await house.bus.send(DeleteUser(user_id=id), ADMIN)
    with pytest.raises(LastAdministrator):
        await house.bus.send(DeleteMe(password=PASSWORD), await house.me())


async def test_viewers_delete_nobody_but_themselves() -> None:
    house = House()
    id = await house.add_user()

    with pytest.raises(Forbidden):
        await house.bus.send(DeleteUser(user_id=id), VIEWER)


async def test_keys_delete_nobody_as_themselves() -> None:
    house = House()
    key = await house.add_key()

    with pytest.raises(Forbidden, match="for people"):
        await house.bus.send(DeleteMe(password=PASSWORD), await house.who(key.key))


async def test_who_is_gone_is_missing() -> None:
    house = House()
    id = await house.add_user()
    await delete(house, id)

    for missing in (id, UUID(int=9)):
        with pytest.raises(NotFound):
            await house.bus.send(DeleteUser(user_id=missing), ADMIN)

"""What can be done about users, roles and keys."""

from collections.abc import Awaitable, Callable
from typing import Any

from aurora.commands.identity.accept_invitation import accept_invitation
from aurora.commands.identity.ask_password_reset import ask_password_reset
from aurora.commands.identity.begin_second_factor import begin_second_factor
from aurora.commands.identity.bootstrap import bootstrap
from aurora.commands.identity.change_password import change_password
from aurora.commands.identity.change_profile import change_profile
from aurora.commands.identity.change_role import change_role
from aurora.commands.identity.change_user_role import change_user_role
from aurora.commands.identity.confirm_address import confirm_address
from aurora.commands.identity.confirm_second_factor import confirm_second_factor
from aurora.commands.identity.create_role import create_role
from aurora.commands.identity.create_user import create_user
from aurora.commands.identity.delete_me import delete_me
from aurora.commands.identity.delete_role import delete_role
from aurora.commands.identity.delete_user import delete_user
from aurora.commands.identity.disable_user import disable_user
from aurora.commands.identity.enable_user import enable_user
from aurora.commands.identity.end_other_sessions import end_other_sessions
from aurora.commands.identity.end_session import end_session
from aurora.commands.identity.end_user_sessions import end_user_sessions
from aurora.commands.identity.expire_addresses import expire_addresses
from aurora.commands.identity.expire_invitations import expire_invitations
from aurora.commands.identity.forget_addresses import forget_addresses
from aurora.commands.identity.invite_user import invite_user
from aurora.commands.identity.issue_key import issue_key
from aurora.commands.identity.issue_local_key import issue_local_key
from aurora.commands.identity.issue_own_key import issue_own_key
from aurora.commands.identity.keep_signing_keys import keep_signing_keys
from aurora.commands.identity.login import login
from aurora.commands.identity.logout import logout
from aurora.commands.identity.prepare_bootstrap import prepare_bootstrap
from aurora.commands.identity.refresh import refresh
from aurora.commands.identity.remove_second_factor import remove_second_factor
from aurora.commands.identity.remove_users_second_factor import remove_users_second_factor
from aurora.commands.identity.renew_invitation import renew_invitation
from aurora.commands.identity.replace_recovery_codes import replace_recovery_codes
from aurora.commands.identity.reset_password import reset_password
from aurora.commands.identity.revoke_invitation import revoke_invitation
from aurora.commands.identity.revoke_key import revoke_key
from aurora.commands.identity.revoke_own_key import revoke_own_key
from aurora.commands.identity.revoke_token import revoke_token
from aurora.commands.identity.rotate_key import rotate_key
from aurora.commands.identity.rotate_own_key import rotate_own_key
from aurora.commands.identity.rotate_signing_keys import rotate_signing_keys
from aurora.commands.identity.send_address_confirmation import send_address_confirmation
from aurora.commands.identity.send_invitation import send_invitation
from aurora.commands.identity.send_notice import send_notice
from aurora.commands.identity.send_password_reset import send_password_reset
from aurora.commands.identity.tell_address_change import tell_address_change
from aurora.commands.identity.tidy_sessions import tidy_sessions
from aurora.commands.policy import Policy

HANDLERS: tuple[Callable[..., Awaitable[Any]], ...] = (
    prepare_bootstrap,
    bootstrap,
    login,
    refresh,
    logout,
    revoke_token,
    end_session,
    end_other_sessions,
    end_user_sessions,
    tidy_sessions,
    create_user,
    change_user_role,
    disable_user,
    enable_user,
    create_role,
    change_role,
    delete_role,
    issue_key,
    issue_own_key,
    rotate_key,
    rotate_own_key,
    revoke_own_key,
    issue_local_key,
    revoke_key,
    begin_second_factor,
    confirm_second_factor,
    replace_recovery_codes,
    remove_second_factor,
    remove_users_second_factor,
    keep_signing_keys,
    rotate_signing_keys,
    change_profile,
    tell_address_change,
    send_address_confirmation,
    confirm_address,
    delete_user,
    delete_me,
    invite_user,
    send_invitation,
    accept_invitation,
    renew_invitation,
    revoke_invitation,
    ask_password_reset,
    send_password_reset,
    reset_password,
    change_password,
    send_notice,
    forget_addresses,
    expire_addresses,
    expire_invitations,
)
POLICIES: tuple[Policy, ...] = ()

"""Oneself: what a person does about their own account, and no key can do for them."""

from aurora.domains.errors import Forbidden
from aurora.domains.principal import Principal, PrincipalKind


class NoPerson(Forbidden):
    """The caller is a key or Aurora itself, and has no account of its own."""


def require_person(by: Principal) -> None:
    """Refuse everybody who did not sign in to an account."""
    if by.kind is not PrincipalKind.USER:
        raise NoPerson("this is for people who signed in")

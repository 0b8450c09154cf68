"""Accounts as the command line finds and shows them."""

from collections.abc import Sequence
from uuid import UUID

from aurora.cli.client import Client
from aurora.cli.listing import print_rows
from aurora.cli.output import NotThere, clean
from aurora.domains.errors import Invalid
from aurora.domains.identity.person import fold_email
from aurora.queries.identity.list_users import Account


async def account(client: Client, called: str) -> Account:
    """Give the user of that id or e-mail address; raises NotThere."""
    if id := _id(called):
        return await client.get(f"/v1/users/{id}", Account)
    wanted = folded(called)
    async for one in client.every("/v1/users", Account):
        if wanted and one.email == wanted:
            return one
    raise NotThere(f"no user {clean(called)}")


def folded(called: str) -> str | None:
    """Give an e-mail address in the form that accounts have it in, None for what is none."""
    try:
        return fold_email(called)
    except Invalid:
        return None


def show(users: Sequence[Account]) -> None:
    """Print users."""
    heads = ("id", "e-mail", "name", "role", "state", "signs in by")
    print_rows(heads, [_row(one) for one in users])


def _row(one: Account) -> tuple[str, ...]:
    called = clean(one.email or "–"), clean(one.name or "–"), clean(one.role)
    state = "disabled" if one.disabled else "active"
    return str(one.id), *called, state, "password and code" if one.second_factor else "password"


def _id(called: str) -> UUID | None:
    try:
        return UUID(called)
    except ValueError:
        return None

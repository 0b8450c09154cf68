"""What strangers may send: the routes as they are declared, and what is wrong for each."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args, get_type_hints

import msgspec
from litestar.handlers import HTTPRouteHandler
from litestar.params import BodyKwarg, QueryParameter
from tests.journeys.junk import KINDS, NOBODY, QUERIES

from aurora.api.identity.keys import RotationBody
from aurora.api.identity.roles import RoleBody
from aurora.api.identity.users import UserRoleBody
from aurora.api.knowledge import GrantBody
from aurora.app import ROUTES
from aurora.commands.command import Command
from aurora.commands.identity.accept_invitation import AcceptInvitation
from aurora.commands.identity.ask_password_reset import AskPasswordReset
from aurora.commands.identity.begin_second_factor import BeginSecondFactor
from aurora.commands.identity.bootstrap import Bootstrap
from aurora.commands.identity.change_password import ChangePassword
from aurora.commands.identity.change_profile import ChangeProfile
from aurora.commands.identity.confirm_address import ConfirmAddress
from aurora.commands.identity.confirm_second_factor import ConfirmSecondFactor
from aurora.commands.identity.create_role import CreateRole
from aurora.commands.identity.create_user import CreateUser
from aurora.commands.identity.delete_me import DeleteMe
from aurora.commands.identity.end_session import EndSession
from aurora.commands.identity.invite_user import InviteUser
from aurora.commands.identity.issue_key import IssueKey
from aurora.commands.identity.issue_own_key import IssueOwnKey
from aurora.commands.identity.login import Login
from aurora.commands.identity.refresh import Refresh
from aurora.commands.identity.remove_second_factor import RemoveSecondFactor
from aurora.commands.identity.replace_recovery_codes import ReplaceRecoveryCodes
from aurora.commands.identity.reset_password import ResetPassword
from aurora.commands.identity.revoke_own_key import RevokeOwnKey
from aurora.commands.identity.rotate_own_key import RotateOwnKey
from aurora.commands.identity.rotate_signing_keys import RotateSigningKeys
from aurora.commands.knowledge.create_collection import CreateCollection
from aurora.commands.knowledge.ingest_document import IngestDocument
from aurora.commands.perception.map_site import MapSite
from aurora.commands.perception.scrape_page import ScrapePage
from aurora.commands.perception.start_batch import StartBatch
from aurora.commands.perception.start_crawl import StartCrawl
from aurora.queries.identity.get_own_key import GetOwnKey
from aurora.queries.knowledge.answer_question import AnswerQuestion
from aurora.router.wanted import Wanted

PASSWORD = "correct horse battery staple"
ANA = {"email": "ana@example.org", "name": "Ana", "password": PASSWORD}
FITTING: dict[type, dict[str, Any]] = {
    Bootstrap: {**ANA, "email": "bia@example.org"},
    Login: {"email": ANA["email"], "password": PASSWORD},
    Refresh: {"refresh_token": "the gate knows one"},
    CreateUser: {**ANA, "email": "caio@example.org", "role": "viewer"},
    CreateRole: {"name": "clerk", "permissions": ["search"]},
    RoleBody: {"permissions": ["ask"]},
    InviteUser: {"email": "duda@example.org", "role": "viewer"},
    AcceptInvitation: {"token": "0" * 43, "name": "Duda", "password": PASSWORD},
    ChangeProfile: {"name": "Ana", "email": "ana.lima@example.org", "password": PASSWORD},
    ConfirmAddress: {"token": "0" * 43},
    DeleteMe: {"password": PASSWORD},
    UserRoleBody: {"role": "editor"},
    ChangePassword: {"current": PASSWORD, "new": PASSWORD},
    AskPasswordReset: {"email": ANA["email"]},
    ResetPassword: {"token": "0" * 43, "password": PASSWORD},
    IssueKey: {"name": "indexer", "role": "viewer"},
    RotateSigningKeys: {"now": False},
    IssueOwnKey: {"name": "laptop", "role": "viewer"},
    RotationBody: {"overlap_seconds": 60},
    BeginSecondFactor: {"password": PASSWORD},
    ConfirmSecondFactor: {"code": "000000"},
    ReplaceRecoveryCodes: {"code": "000000"},
    RemoveSecondFactor: {"password": PASSWORD, "code": "000000"},
    CreateCollection: {"name": "Rivers"},
    GrantBody: {"role": "reader"},
    IngestDocument: {"content": "The Amazon is a river."},
    AnswerQuestion: {"question": "What is the Amazon?"},
    StartCrawl: {"start_urls": ["http://nowhere.invalid/"]},
    StartBatch: {"urls": ["http://nowhere.invalid/"], "strict": True},
    MapSite: {"url": "http://nowhere.invalid/"},
    ScrapePage: {"url": "http://nowhere.invalid/", "fields": [{"name": "title", "css": "h1"}]},
    Wanted: {"text": "search for rivers"},
}
CODED = {ConfirmSecondFactor, ReplaceRecoveryCodes, RemoveSecondFactor}  # take what an app shows
OWN = {IssueOwnKey, GetOwnKey, RotateOwnKey, RevokeOwnKey}
ONESELF = {ChangePassword, ChangeProfile, DeleteMe, BeginSecondFactor, EndSession}
PERSONAL = {*ONESELF, *CODED, *OWN}  # nothing for keys
LETTERS = {  # whose token a letter gives, which a route before has sent
    AcceptInvitation: "invitation",
    ResetPassword: "reset",
    ConfirmAddress: "address",
}
REACHING_OUT = {MapSite, ScrapePage}
LAST: dict[type | None, int] = {  # by which nobody of that address is left
    ConfirmAddress: 1,
    DeleteMe: 2,
}
GUESSED = {  # where a wrong value counts as a wrong guess
    (Bootstrap, "token"),
    (Login, "password"),
    (Refresh, "refresh_token"),
    (ChangePassword, "current"),
    (BeginSecondFactor, "password"),
    (RemoveSecondFactor, "password"),
    (ChangeProfile, "password"),
    (DeleteMe, "password"),
    (ConfirmAddress, "token"),
    (AcceptInvitation, "token"),
    (AcceptInvitation, "name"),
    (AcceptInvitation, "password"),
    (ResetPassword, "token"),
    (ResetPassword, "password"),
}


@dataclass(frozen=True)
class Route:
    """One method of one path, what its body is and what its query may hold."""

    method: str
    path: str
    message: Any
    body: type[msgspec.Struct] | None
    query: Mapping[str, object]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def commands(self) -> bool:
        """Whether it changes something."""
        return issubclass(self.message, Command) or self.body is Wanted

    @property
    def named(self) -> list[str]:
        """Give the parts of the path that name something."""
        return [part for part in self.path.split("/") if part.startswith("{")]

    def url(self, **parts: object) -> str:
        """Give a URL in which the parts are filled in; the rest names nobody."""
        url = self.path
        for part in self.named:
            nobody = "1" if part.endswith(":int}") else NOBODY
            url = url.replace(part, str(parts.get(part.strip("{}").partition(":")[0], nobody)))
        return url


def route_of(handler: HTTPRouteHandler, path: str) -> Route:
    """Give a route as it is declared."""
    hints = get_type_hints(handler.fn, include_extras=True)
    told = {name: (*get_args(hint), None, None)[:2] for name, hint in hints.items()}
    return Route(
        method=str(next(iter(handler.http_methods))),
        path=f"/v1{path}",
        message=handler.opt["message"],
        body=next(
            (kind for kind, note in told.values() if isinstance(note, BodyKwarg)),
            handler.opt.get("body"),
        ),
        query={
            note.name or name: kind
            for name, (kind, note) in told.items()
            if isinstance(note, QueryParameter)
        },
    )


ALL = [
    route_of(handler, path)
    for handler in ROUTES
    if not handler.opt.get("form")  # those have errors of their own: tests/api/test_oauth.py
    for path in sorted(handler.paths)
]
TAKING = [route for route in ALL if route.body]


def texts(body: type[msgspec.Struct], text: str) -> Iterator[tuple[str, Any]]:
    """Give the fields that take text, each with this one in it."""
    for field in msgspec.structs.fields(body):
        for plain, hostile in (("x", text), (["x"], [text])):
            if _fits(plain, field.type):
                yield field.name, hostile


def misfits(body: type[msgspec.Struct]) -> Iterator[tuple[str, Any]]:
    """Give fields with values of other kinds than they take."""
    for field in msgspec.structs.fields(body):
        yield from ((field.name, kind) for kind in KINDS if not _fits(kind, field.type))


def wrong_queries(route: Route) -> Iterator[tuple[str, str]]:
    """Give the query's parameters with values that they do not take."""
    for name, kind in route.query.items():
        kinds = {*get_args(kind), kind}
        plain = next((one for one in QUERIES if {one, list[one]} & kinds), str)  # type: ignore[valid-type]
        yield from ((name, value) for value in QUERIES[plain])


def needed(route: Route, without: str = "") -> str:
    """Give what a route's query must have, but for a parameter."""
    others = {"q": "q=rivers&", "collection_id": f"collection_id={NOBODY}&"}
    return "".join(
        query for other, query in others.items() if other in route.query and other != without
    )


def required(body: type[msgspec.Struct]) -> list[str]:
    """Give the fields that must be there."""
    return [field.name for field in msgspec.structs.fields(body) if field.required]


def encoded(body: object) -> bytes:
    """Give the body as JSON, lone surrogates and all."""
    try:
        return json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(body).encode()


def _fits(value: object, kind: object) -> bool:
    try:
        msgspec.convert(value, kind)
    except msgspec.ValidationError:
        return False
    return True

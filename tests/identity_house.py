"""A house with a door: identity in memory, and what people do at it."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID

from tests.harness import Harness
from tests.people import ADMIN

from aurora.commands import identity as commands
from aurora.commands.identity.bootstrap import Bootstrap
from aurora.commands.identity.create_role import CreateRole
from aurora.commands.identity.create_user import CreateUser
from aurora.commands.identity.issue_key import IssuedKey, IssueKey
from aurora.commands.identity.login import Login
from aurora.commands.identity.refresh import Refresh
from aurora.commands.identity.tokens import Tokens
from aurora.domains.identity.access_token import Issuer
from aurora.domains.identity.api_key import KeyLimit
from aurora.domains.identity.client_addresses import ClientAddresses, Retention
from aurora.domains.identity.code_app import CodeApp
from aurora.domains.identity.keyring import Schedule
from aurora.domains.identity.links import Links
from aurora.domains.identity.person import Person
from aurora.domains.identity.plain_key import Environment
from aurora.domains.identity.ports import (
    Identity,
    Mailer,
    PasswordHasher,
    PasswordMeter,
    Secrets,
    Signer,
    SigningKeyMint,
    Throttle,
    TokenSealer,
)
from aurora.domains.identity.roles import Role
from aurora.domains.knowledge.ports import Principals
from aurora.domains.principal import ANONYMOUS, SYSTEM, Permission, Principal
from aurora.infrastructure.memory.audit import MemoryAudit
from aurora.infrastructure.memory.doorkeeper import MemoryDirectory, MemoryDoorkeeper
from aurora.infrastructure.memory.freshness import MemoryFreshness
from aurora.infrastructure.memory.identity import MemoryIdentity
from aurora.infrastructure.memory.key_uses import MemoryKeyUses
from aurora.infrastructure.memory.mail import MemoryMailer
from aurora.infrastructure.memory.principals import MemoryPrincipals
from aurora.infrastructure.memory.security import (
    MemoryCodeApp,
    MemoryPasswordHasher,
    MemoryPasswordMeter,
    MemorySecrets,
    MemorySigner,
    MemorySigningKeyMint,
    MemoryTokenSealer,
)
from aurora.infrastructure.memory.session_list import MemorySessionList
from aurora.infrastructure.memory.system import MemoryClock, MemoryIds
from aurora.infrastructure.memory.throttle import MemoryThrottle
from aurora.infrastructure.memory.work import MemoryRecord
from aurora.infrastructure.refusals import Refusals
from aurora.queries import identity as queries
from aurora.queries.identity.audit_trail import AuditTrail
from aurora.queries.identity.authenticate import Authenticate
from aurora.queries.identity.ports import Directory, Doorkeeper, Freshness, KeyUses, SessionList

TOKEN = "one-time-token-0123456789"
PASSWORD = "correct horse battery staple"
EMAIL = "ana@example.org"
HOME = "https://aurora.example.org"


class House(Harness):
    """Identity, whole, in memory."""

    def __init__(self, **changed: Any) -> None:
        record = MemoryRecord(MemoryClock(), MemoryIds())
        signer = changed.get("signer", MemorySigner(record.clock))
        self.key_uses = MemoryKeyUses(record.clock)
        audit = MemoryAudit(record)
        self.identity = MemoryIdentity(record)
        self.app = MemoryCodeApp()
        self.refusals = Refusals(record.clock, record.ids, audit.keep)
        self.hasher = MemoryPasswordHasher()
        self.mailer = MemoryMailer()
        super().__init__(
            handlers=(*commands.HANDLERS, *queries.HANDLERS),
            ports={
                Identity: self.identity,
                PasswordHasher: self.hasher,
                PasswordMeter: MemoryPasswordMeter(),
                Signer: signer,
                CodeApp: self.app,
                SigningKeyMint: MemorySigningKeyMint(),
                Schedule: Schedule(90),
                Secrets: MemorySecrets(),
                Throttle: MemoryThrottle(record.clock),
                TokenSealer: MemoryTokenSealer(),
                Mailer: self.mailer,
                Links: Links(HOME),
                KeyLimit: KeyLimit(changed.get("keys_each", 100)),
                Environment: Environment("test"),
                KeyUses: self.key_uses,
                Issuer: Issuer(HOME),
                SessionList: MemorySessionList(record),
                Directory: MemoryDirectory(record),
                Principals: MemoryPrincipals(record),
                Freshness: MemoryFreshness(record, lambda: self.reached),
                AuditTrail: audit,
                ClientAddresses: audit,
                Retention: Retention(timedelta(days=90)),
                Doorkeeper: changed.get("doorkeeper", MemoryDoorkeeper(record)),
            },
            projections=queries.PROJECTIONS,
            record=record,
            witness=self.refusals,
        )

    async def add_user(self, email: str = EMAIL, role: str = Role.VIEWER) -> UUID:
        """Open an account, as an administrator does."""
        command = CreateUser(email=email, name="Ana Lima", role=role, password=PASSWORD)
        id = (await self.bus.send(command, ADMIN)).id
        await self.settle()
        return id

    async def add_key(
        self, role: str = Role.VIEWER, by: Principal = SYSTEM, **terms: Any
    ) -> IssuedKey:
        """Issue a key."""
        key = await self.bus.send(IssueKey(name="indexer", role=role, **terms), by)
        await self.settle()
        return key

    async def add_role(self, *permissions: Permission, name: str = "clerk") -> str:
        """Define a role, as an administrator does, and give its name."""
        await self.bus.send(CreateRole(name=name, permissions=frozenset(permissions)), ADMIN)
        await self.settle()
        return name

    async def me(self, email: str = EMAIL, password: str = PASSWORD) -> Principal:
        """Give who somebody is that signed in."""
        return await self.who(await self.sign_in(email, password))

    async def person(self, id: UUID) -> Person:
        """Give whom an account belongs to."""
        return (await MemoryDirectory(self.record).people([id]))[id]

    def token(self, to: str = EMAIL) -> str:
        """Give the token in the newest letter to an address."""
        found = re.search(r"#\w+=(\w+)$", self.mailer.to(to)[-1].text, re.MULTILINE)
        assert found
        return found[1]

    async def sign_in(
        self, email: str = EMAIL, password: str = PASSWORD, code: str | None = None
    ) -> str:
        """Give an access token."""
        return (await self.tokens(email, password, code)).access_token

    async def tokens(
        self, email: str = EMAIL, password: str = PASSWORD, code: str | None = None
    ) -> Tokens:
        """Give what somebody who signs in is given."""
        return await self.bus.send(Login(email=email, password=password, code=code), ANONYMOUS)

    async def refreshed(self, refresh_token: str) -> Tokens:
        """Give what somebody who comes back with a refresh token is given."""
        return await self.bus.send(Refresh(refresh_token=refresh_token), ANONYMOUS)

    async def who(self, credential: str) -> Principal:
        """Tell whom the door takes the bearer for."""
        return await self.bus.ask(Authenticate(credential=credential), ANONYMOUS)


def first_administrator(token: str = TOKEN, email: str = EMAIL) -> Bootstrap:
    """Somebody who wants to be the first administrator."""
    return Bootstrap(token=token, email=email, name="Ana Lima", password=PASSWORD)

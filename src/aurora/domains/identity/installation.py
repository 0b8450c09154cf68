"""The installation: claimed once, by whoever holds the one-time token."""

import hmac
from dataclasses import dataclass
from uuid import UUID

from aurora.domains.aggregate import Aggregate
from aurora.domains.errors import Invalid, NotFound, Unauthenticated
from aurora.domains.identity.events import BootstrapPrepared, InstallationClaimed
from aurora.domains.identity.one_time import sha256_of

INSTALLATION_ID = UUID("00000000-0000-7000-8000-000000000001")
SHORTEST_TOKEN = 16


class AlreadyClaimed(NotFound):
    """There is an administrator; bootstrapping is over."""


class WrongToken(Unauthenticated):
    """The one-time token is another one."""


@dataclass(kw_only=True, eq=False)
class Installation(Aggregate):
    """The one aggregate of its kind; its version lets exactly one bootstrap succeed."""

    token_sha256: str | None = None
    administrator_id: UUID | None = None

    @property
    def claimed(self) -> bool:
        """Whether there is a first administrator."""
        return self.administrator_id is not None

    def prepare(self, token: str) -> None:
        """Accept this token from now on, and no other; the same one again changes nothing."""
        if len(token) < SHORTEST_TOKEN:
            raise Invalid(f"a one-time token has at least {SHORTEST_TOKEN} characters", "token")
        self._require_open()
        if self.token_sha256 != sha256_of(token):
            self.token_sha256 = sha256_of(token)
            self.record(BootstrapPrepared(installation_id=self.id))

    def admit(self, token: str) -> None:
        """Refuse anything but the token, and the token once it was used."""
        self._require_open()
        if not hmac.compare_digest(self.token_sha256 or "", sha256_of(token)):
            raise WrongToken("this is not the one-time token")

    def claim(self, token: str, administrator_id: UUID) -> None:
        """Hand the installation to its first administrator."""
        self.admit(token)
        self.administrator_id, self.token_sha256 = administrator_id, None
        self.record(InstallationClaimed(installation_id=self.id, administrator_id=administrator_id))

    def _require_open(self) -> None:
        if self.claimed:
            raise AlreadyClaimed("bootstrapping is over")

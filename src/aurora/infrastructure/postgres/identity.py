"""Identity on PostgreSQL."""

from aurora.infrastructure.postgres.accounts import PostgresInstallations, PostgresUsers
from aurora.infrastructure.postgres.invitations import PostgresInvitations
from aurora.infrastructure.postgres.keyring import PostgresKeyrings
from aurora.infrastructure.postgres.keys import PostgresKeys
from aurora.infrastructure.postgres.roles import PostgresRoles
from aurora.infrastructure.postgres.second_factors import PostgresSecondFactors
from aurora.infrastructure.postgres.sessions import PostgresSessions
from aurora.infrastructure.postgres.work import PostgresWork, Wiring


class PostgresIdentityWork(PostgresWork):
    """A unit of work over identity."""

    audits_system = True

    def __init__(self, wiring: Wiring) -> None:
        super().__init__(wiring)
        self.users = PostgresUsers(self)
        self.invitations = PostgresInvitations(self)
        self.keys = PostgresKeys(self)
        self.roles = PostgresRoles(self)
        self.sessions = PostgresSessions(self)
        self.second_factors = PostgresSecondFactors(self)
        self.keyrings = PostgresKeyrings(self)
        self.installations = PostgresInstallations(self)


class PostgresIdentity:
    """Where accounts, keys and the state of the installation are kept."""

    def __init__(self, wiring: Wiring) -> None:
        self._wiring = wiring

    def work(self) -> PostgresIdentityWork:
        """Open a unit of work."""
        return PostgresIdentityWork(self._wiring)

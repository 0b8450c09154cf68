"""The links in letters: their host is the installation's own, whatever a request says."""

import msgspec

PAGE = "/account"


class Links(msgspec.Struct, frozen=True):
    """Makes links to the page where people use what a letter gave them.

    The token follows the `#`: browsers send that part to no server, so it stands in no log and
    in no Referer.
    """

    url: str

    def invitation(self, token: str) -> str:
        """Where an invitation is accepted."""
        return self._to("invitation", token)

    def password_reset(self, token: str) -> str:
        """Where a new password is set."""
        return self._to("reset", token)

    def address(self, token: str) -> str:
        """Where a new e-mail address is confirmed."""
        return self._to("address", token)

    @property
    def home(self) -> str:
        """Where this Aurora is."""
        return self.url.rstrip("/")

    def _to(self, what: str, token: str) -> str:
        return f"{self.home}{PAGE}#{what}={token}"

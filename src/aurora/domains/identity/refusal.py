"""How identity refuses: in the same words whatever the reason, so that nothing can be learnt."""

from uuid import UUID

from aurora.domains.errors import Unauthenticated


class NotRecognised(Unauthenticated):
    """The credential is malformed, forged, unknown, expired, revoked or its owner disabled."""

    def __init__(self) -> None:
        super().__init__("this credential opens nothing here")


class CodeNeeded(Unauthenticated):
    """The password is right, and a code of the second factor has to come with it."""

    def __init__(self, about: UUID) -> None:
        super().__init__("a code of the second factor is needed", {"needs": "code"})
        self.about = about


class SignInRefused(Unauthenticated):
    """No account has that address, the password is another one, or the account is disabled."""

    def __init__(self, about: UUID | None = None) -> None:
        super().__init__("e-mail address or password is wrong")
        self.about = about

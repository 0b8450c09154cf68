"""How identity refuses: in the same words whatever the reason, so that nothing can be learnt."""

from aurora.domains.errors import Unauthenticated


class NotRecognised(Unauthenticated):
    """The credential is malformed, forged, unknown, expired, revoked or its owner disabled."""

    def __init__(self) -> None:
        super().__init__("this credential opens nothing here")


class SignInRefused(Unauthenticated):
    """No account has that address, the password is another one, or the account is disabled."""

    def __init__(self) -> None:
        super().__init__("e-mail address or password is wrong")

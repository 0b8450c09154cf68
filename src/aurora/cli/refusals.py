"""What Aurora says when it does not do what it was asked to."""

import httpx
import msgspec

from aurora.cli.output import Failed, InTheWay, NotNow, NotThere, Unreachable

TOO_OFTEN, NOT_READY = 429, 503
KINDS = {404: NotThere, 409: InTheWay, TOO_OFTEN: NotNow, NOT_READY: NotNow}
QUOTA_SECONDS = 60.0
PAUSE_SECONDS = 0.5


class Facts(msgspec.Struct, frozen=True):
    """What a refusal says beside its sentence."""

    needs: str | None = None


class Problem(msgspec.Struct, frozen=True):
    """Why Aurora refused, in a sentence."""

    detail: str
    field: str | None = None
    facts: Facts | None = None


class CodeNeeded(Failed):
    """The password was right, and a code of the second factor has to come with it."""


class Passing(Exception):
    """A trouble that may be over after a pause; `final` is what to say when it is not, and
    `patience` for how much longer than for other troubles to wait.
    """

    def __init__(
        self, final: Failed | Unreachable, pause: float = PAUSE_SECONDS, patience: float = 0.0
    ) -> None:
        super().__init__(str(final))
        self.final = final
        self.pause = pause
        self.patience = patience


def broken(url: str, error: httpx.TransportError) -> Passing:
    """Describe an exchange that broke."""
    reason = str(error) or type(error).__name__
    return Passing(Unreachable(f"{url} cannot be reached: {reason}"))


def check(answer: httpx.Response) -> None:
    """Raise Passing or Failed unless the answer is a good one."""
    if answer.is_success:
        return
    refused = _refused(answer)
    if isinstance(refused, NotNow):
        pause = _retry_after(answer)
        quota = answer.status_code == TOO_OFTEN and pause <= QUOTA_SECONDS
        raise Passing(refused, pause, patience=pause if quota else 0.0)
    raise refused


def _refused(answer: httpx.Response) -> Failed:
    kind = KINDS.get(answer.status_code, Failed)
    try:
        problem = msgspec.json.decode(answer.content, type=Problem)
    except msgspec.DecodeError:
        return kind(f"{answer.url.host} answered with status {answer.status_code}")
    if problem.facts and problem.facts.needs == "code":
        return CodeNeeded(problem.detail)
    where = f"{problem.field}: " if problem.field else ""
    hint = " (see `aurora login --help`)" if answer.status_code == 401 else ""
    return kind(f"{where}{problem.detail}{hint}")


def _retry_after(answer: httpx.Response) -> float:
    text = answer.headers.get("Retry-After", "")
    return float(text) if text.isdecimal() else PAUSE_SECONDS

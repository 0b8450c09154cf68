"""What Aurora says when it does not do what it was asked to."""

import httpx
import msgspec

from aurora.cli.output import Failed, InTheWay, NotThere, Unreachable

KINDS = {404: NotThere, 409: InTheWay}
NOT_NOW = (429, 503)
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
    """A trouble that may be over after a pause; `final` is what to say when it is not."""

    def __init__(self, final: Failed | Unreachable, pause: float = PAUSE_SECONDS) -> None:
        super().__init__(str(final))
        self.final = final
        self.pause = pause


def broken(url: str, error: httpx.TransportError) -> Passing:
    """Describe an exchange that broke."""
    reason = str(error) or type(error).__name__
    return Passing(Unreachable(f"{url} cannot be reached: {reason}"))


def check(answer: httpx.Response) -> None:
    """Raise Passing or Failed unless the answer is a good one."""
    if answer.is_success:
        return
    refused = _refused(answer)
    if answer.status_code in NOT_NOW:
        raise Passing(refused, _retry_after(answer))
    raise refused


def _refused(answer: httpx.Response) -> Failed:
    try:
        problem = msgspec.json.decode(answer.content, type=Problem)
    except msgspec.DecodeError:
        return Failed(f"{answer.url.host} answered with status {answer.status_code}")
    if problem.facts and problem.facts.needs == "code":
        return CodeNeeded(problem.detail)
    where = f"{problem.field}: " if problem.field else ""
    hint = " (see `aurora login --help`)" if answer.status_code == 401 else ""
    kind = KINDS.get(answer.status_code, Failed)
    return kind(f"{where}{problem.detail}{hint}")


def _retry_after(answer: httpx.Response) -> float:
    text = answer.headers.get("Retry-After", "")
    return float(text) if text.isdecimal() else PAUSE_SECONDS

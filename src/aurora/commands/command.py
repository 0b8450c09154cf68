"""What every command has in common."""

from typing import ClassVar, Generic, TypeVar

import msgspec

from aurora.domains.principal import Permission

R = TypeVar("R")


class Command(msgspec.Struct, Generic[R], frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A wish to change something; `R` is what the caller is told afterwards.

    `permission` is what the caller must hold, `for_people` whether it must be somebody who signed
    in to an account, `queue` the line it waits in when it runs as a job.
    `secret_answer` keeps an answer that holds a secret, or is to be kept nowhere, out of the
    idempotency ledger: the command runs without its key, anew each time. Only without a key may it
    have more than one unit of work that changes something. `gathers` names the field whose parts
    several commands may bring together, so that one of them does for all.
    """

    permission: ClassVar[Permission]
    for_people: ClassVar[bool] = False
    queue: ClassVar[str | None] = None
    secret_answer: ClassVar[bool] = False
    gathers: ClassVar[str | None] = None

    def asked(self) -> "Command[R]":
        """Give what must be the same for two requests under one key to be one."""
        return self

    def when_handed_back(self) -> "Command[None] | None":
        """Give what is to be done before another worker may take up what a worker that is told to
        stop had no time to end; as a rule nothing.
        """
        return None

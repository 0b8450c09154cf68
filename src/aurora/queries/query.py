"""What every query has in common."""

from typing import ClassVar, Generic, TypeVar

import msgspec

from aurora.domains.principal import Permission

R = TypeVar("R")


class Query(msgspec.Struct, Generic[R], frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A question; `R` is the type of its answer.

    `permission` is what the caller must hold, `for_people` whether it must be somebody who signed
    in to an account; `waits_for` names the projections that must have reached the position that the
    caller brings along.
    """

    permission: ClassVar[Permission]
    for_people: ClassVar[bool] = False
    waits_for: ClassVar[tuple[str, ...]] = ()

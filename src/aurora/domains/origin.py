"""Where a message comes from: what the door knows of the other side."""

import msgspec


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """The other side of a request: `address` is an IP address as text, None for Aurora itself;
    `agent` is what the caller's program calls itself, `request_id` the id on the answer.
    """

    address: str | None = None
    agent: str | None = None
    request_id: str | None = None


WITHIN = Origin()

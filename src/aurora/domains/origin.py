"""Where a message comes from: what the door knows of the other side."""

import msgspec


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """The other side of a request: `address` is an IP address as text, None for Aurora itself;
    `network` is what belongs to the same customer of a provider and is counted as one, `agent` what
    the caller's program calls itself, `request_id` the id on the answer.
    """

    address: str | None = None
    network: str | None = None
    agent: str | None = None
    request_id: str | None = None

    @property
    def counted_as(self) -> str:
        """What limits count by; who has no address shares one place."""
        return self.network or self.address or "here"


WITHIN = Origin()

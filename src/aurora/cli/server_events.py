"""Server-sent events, read line by line (WHATWG HTML, 9.2.6)."""

from collections.abc import AsyncIterator

import msgspec


class ServerEvent(msgspec.Struct, frozen=True):
    """One event; `id` is what to name when the stream breaks."""

    name: str
    id: str
    data: str


async def parse(lines: AsyncIterator[str]) -> AsyncIterator[ServerEvent]:
    """Give the events of a stream; comments and unfinished events are none."""
    name, id, data = "message", "", list[str]()
    async for line in lines:
        field, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match field:
            case "event":
                name = value
            case "id":
                id = value
            case "data":
                data.append(value)
            case "" if not line:
                if data:
                    yield ServerEvent(name, id, "\n".join(data))
                name, data = "message", []

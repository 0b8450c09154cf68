"""Server-sent events are read as the standard says."""

from collections.abc import AsyncIterator

from aurora.cli.server_events import ServerEvent, parse


async def events(text: str) -> list[ServerEvent]:
    async def lines() -> AsyncIterator[str]:
        for line in text.split("\n"):
            yield line

    return [event async for event in parse(lines())]


async def test_an_event_has_name_id_and_data() -> None:
    assert await events("event: end\nid: 4.7\ndata: {}\n\n") == [ServerEvent("end", "4.7", "{}")]


async def test_comments_are_no_events() -> None:
    assert await events(": still here\n\n") == []


async def test_data_of_several_lines_is_joined() -> None:
    assert await events("data: a\ndata: b\n\n") == [ServerEvent("message", "", "a\nb")]


async def test_an_id_holds_until_the_next_one() -> None:
    found = await events("id: 1\ndata: a\n\ndata: b\n\n")
    assert [event.id for event in found] == ["1", "1"]


async def test_an_event_that_was_cut_off_is_none() -> None:
    assert await events("event: progress\ndata: a") == []

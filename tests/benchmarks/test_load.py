"""The load generator asks everything once and never more at a time than it should."""

import asyncio

import pytest
from benchmarks.load import drive


@pytest.mark.parametrize("clients", [1, 4])
async def test_every_question_is_asked_once_by_so_many_clients(clients: int) -> None:
    asked: list[str] = []
    under_way: list[int] = []
    busy = 0

    async def ask(question: str) -> None:
        nonlocal busy
        busy += 1
        under_way.append(busy)
        await asyncio.sleep(0)
        asked.append(question)
        busy -= 1

    questions = [f"question {number}" for number in range(20)]
    await drive(ask, questions, clients, lambda: 0.0)
    assert sorted(asked) == sorted(questions)
    assert max(under_way) == clients


async def test_cpu_is_what_was_spent_meanwhile() -> None:
    readings = iter([100.0, 102.0])

    async def ask(_question: str) -> None:
        return None

    load = await drive(ask, ["a", "b", "c", "d"], 2, lambda: next(readings))
    assert load.queries_per_cpu_s == 2.0

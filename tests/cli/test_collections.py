"""Collections by what people call them."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from uuid import uuid4

import pytest
from tests.cli.pretender import Pretender, pretending

from aurora.cli import collections
from aurora.cli.client import Client
from aurora.cli.collections import founded
from aurora.cli.output import InTheWay
from aurora.cli.targets import Target
from aurora.queries.knowledge.views import CollectionView

TAKEN = {"detail": "there is a collection named 'Lakes' already"}


@pytest.fixture
async def pretender() -> AsyncIterator[Pretender]:
    async with pretending() as pretender:
        yield pretender


@pytest.fixture
async def client(pretender: Pretender) -> AsyncIterator[Client]:
    async with aclosing(Client(Target(url=pretender.url, key="key", chosen=True))) as client:
        yield client


async def test_one_that_another_command_founds_meanwhile_is_taken(
    pretender: Pretender, client: Client
) -> None:
    lakes = CollectionView(id=uuid4(), version=1, name="Lakes", grants={})
    pretender.will(200, {"items": [], "next": None})
    pretender.will(409, TAKEN)
    pretender.will(200, {"items": [lakes], "next": None})
    assert (await founded(client, "Lakes")).id == lakes.id


async def test_a_name_that_somebody_else_has_is_in_the_way(
    pretender: Pretender, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collections, "PAUSE_SECONDS", 0)
    pretender.will(200, {"items": [], "next": None})
    pretender.will(409, TAKEN)
    pretender.will(200, {"items": [], "next": None})
    with pytest.raises(InTheWay, match="Lakes"):
        await founded(client, "Lakes")

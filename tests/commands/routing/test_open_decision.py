"""Opening a decision."""

import pytest
from tests.people import EDITOR, VIEWER, person
from tests.switchboard import Switchboard

from aurora.bus import KeyReused
from aurora.commands.routing.open_decision import OpenDecision
from aurora.domains.errors import Forbidden

WISH = OpenDecision(text_sha256="ab" * 32)
OTHER = OpenDecision(text_sha256="cd" * 32)


async def test_each_wish_gets_a_decision_of_its_own() -> None:
    board = Switchboard()
    assert await board.bus.send(WISH, VIEWER) != await board.bus.send(WISH, VIEWER)


async def test_a_wish_repeated_under_its_key_gets_the_same_decision() -> None:
    board = Switchboard()
    first = await board.bus.send(WISH, VIEWER, key="k")
    assert await board.bus.send(WISH, VIEWER, key="k") == first
    assert await board.bus.send(WISH, EDITOR, key="k") != first


async def test_another_wish_under_the_same_key_is_refused() -> None:
    board = Switchboard()
    await board.bus.send(WISH, VIEWER, key="k")
    with pytest.raises(KeyReused):
        await board.bus.send(OTHER, VIEWER, key="k")


async def test_it_needs_the_permission_to_route() -> None:
    with pytest.raises(Forbidden):
        await Switchboard().bus.send(WISH, person(9, "Nil", frozenset()))

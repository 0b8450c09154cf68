"""A family of refresh tokens, whatever its holders and thieves do and in whatever order."""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from tests.identity_house import House

from aurora.commands.identity.logout import Logout
from aurora.commands.identity.tidy_sessions import TidySessions
from aurora.commands.identity.tokens import Tokens
from aurora.domains.identity.ports import Identity
from aurora.domains.identity.refresh_token import RefreshToken
from aurora.domains.identity.refusal import NotRecognised
from aurora.domains.identity.session import GRACE, Session, Use
from aurora.domains.principal import SYSTEM

R = TypeVar("R")
TENTHS_OF_GRACE = round(GRACE.total_seconds() * 10)
ACCEPTED = {Use.FRESH, Use.REPEATED}


class Family(RuleBasedStateMachine):
    """Everything that can happen to one session; what it should come to is told by hand."""

    @initialize()
    def sign_in(self) -> None:
        """Begin a family, in a house of its own."""
        self.loop = asyncio.new_event_loop()
        self.house = House()
        self.run(self.house.add_user())
        self.first = self.run(self.house.tokens())
        self.chain = [self.first.refresh_token]
        self.rotated_at = -TENTHS_OF_GRACE - 1
        self.time = 0
        self.alive = True

    def run(self, doing: Coroutine[Any, Any, R]) -> R:
        """Do something and wait for it."""
        return self.loop.run_until_complete(doing)

    def teardown(self) -> None:
        """Leave nothing open."""
        if hasattr(self, "loop"):
            self.loop.close()

    @property
    def in_grace(self) -> bool:
        """Whether the predecessor may still come back."""
        return self.alive and self.time <= self.rotated_at + TENTHS_OF_GRACE

    def refreshed(self, token: str) -> Tokens | None:
        """Come with a token, and give what it is exchanged for."""
        with suppress(NotRecognised):
            return self.run(self.house.refreshed(token))
        return None

    @rule()
    def the_newest_token_is_used(self) -> None:
        """It is exchanged for a child while the session lives."""
        given = self.refreshed(self.chain[-1])
        assert (given is not None) == self.alive
        if given:
            assert given.refresh_token not in self.chain
            self.chain.append(given.refresh_token)
            self.rotated_at = self.time

    @precondition(lambda self: len(self.chain) > 1)
    @rule()
    def its_predecessor_is_used(self) -> None:
        """It gets the same child in time, and ends the session afterwards."""
        given = self.refreshed(self.chain[-2])
        assert (given is not None) == self.in_grace
        assert given is None or given.refresh_token == self.chain[-1]
        self.alive = self.in_grace

    @precondition(lambda self: len(self.chain) > 2)
    @rule(data=st.data())
    def an_older_token_is_used(self, data: st.DataObject) -> None:
        """It ends the session."""
        assert self.refreshed(data.draw(st.sampled_from(self.chain[:-2]))) is None
        self.alive = False

    @rule(secret=st.binary(min_size=32, max_size=32))
    def a_token_that_never_was_is_used(self, secret: bytes) -> None:
        """It changes nothing."""
        assert self.refreshed(RefreshToken.mint(secret).text) is None

    @rule(tokens=st.integers(2, 5))
    def the_newest_token_is_used_several_times_at_once(self, tokens: int) -> None:
        """All get the same child."""
        token = self.chain[-1]

        async def together() -> list[Tokens | BaseException]:
            coming = (self.house.refreshed(token) for _ in range(tokens))
            return await asyncio.gather(*coming, return_exceptions=True)

        given = {getattr(one, "refresh_token", None) for one in self.run(together())}
        assert len(given) == 1
        if self.alive:
            self.chain.append(str(given.pop()))
            self.rotated_at = self.time

    @rule(tenths=st.sampled_from([1, 10, 90, 100, 101, 1_000]))
    def time_passes(self, tenths: int) -> None:
        """Nothing else."""
        self.house.clock.advance(tenths / 10)
        self.time += tenths

    @rule()
    def somebody_tidies_up(self) -> None:
        """Nothing changes for those who hold tokens."""
        self.run(self.house.bus.send(TidySessions(), SYSTEM))

    @rule(chance=st.integers(1, 5))
    def somebody_signs_out(self, chance: int) -> None:
        """The session is over; it happens now and then."""
        if chance > 1:
            return
        with suppress(NotRecognised):
            principal = self.run(self.house.who(self.first.access_token))
            self.run(self.house.bus.send(Logout(), principal))
            self.alive = False

    @invariant()
    def there_are_never_two_live_tokens_outside_the_grace_window(self) -> None:
        """One is live while the session is, two within the window, none afterwards."""
        live = [token for token in self.chain if self.run(self.use_of(token)) in ACCEPTED]
        expected = self.chain[-2:] if self.in_grace else self.chain[-1:]
        assert live == (expected if self.alive else [])

    async def use_of(self, token: str) -> Use:
        """Ask what using a token would mean, without using it."""
        async with self.house.ports[Identity].work() as work:
            sha256 = RefreshToken(token).sha256
            session: Session | None = await work.sessions.with_token(sha256)
        assert session
        return session.use(sha256, self.house.clock.now())


Family.TestCase.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
test_families = pytest.mark.timeout(120)(Family.TestCase)

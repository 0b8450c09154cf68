"""Whatever the order in which instances read, sign and verify, no token is refused in its time."""

import asyncio
from datetime import datetime, timedelta

import jwt
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from tests.keyholders import memory_keyholders

from aurora.domains.identity.access_token import Claims
from aurora.domains.identity.refusal import NotRecognised

CACHED_FOR = timedelta(seconds=300)
INSTANCES = st.integers(0, 2)
SECONDS = st.sampled_from([0.05, 0.9, 1.1, 30, 299, 301, 540, 599, 601, 700, 90 * 86_400])


class Rotations(RuleBasedStateMachine):
    """Three instances on one keyring, each with keys of its own age at hand."""

    @initialize()
    def begin(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.held = memory_keyholders(days=90)
        self.instances = [self.held.instance() for _ in range(3)]
        self.given: list[tuple[str, Claims]] = []
        self.key_sets: list[tuple[datetime, set[str]]] = []
        self.loop.run_until_complete(self.held.keep())

    @rule(seconds=SECONDS)
    def time_passes(self, seconds: float) -> None:
        self.held.clock.advance(seconds)
        self.loop.run_until_complete(self.held.keep())

    @rule()
    def somebody_rotates(self) -> None:
        self.loop.run_until_complete(self.held.rotate())

    @rule(number=INSTANCES)
    def somebody_signs_in(self, number: int) -> None:
        claims = self.held.claims()
        token = self.loop.run_until_complete(self.instances[number].sign(claims))
        self.given.append((token, claims))
        kid, now = jwt.get_unverified_header(token)["kid"], self.held.clock.now()
        assert all(kid in kids for at, kids in self.key_sets if now - at < CACHED_FOR)

    @rule(number=INSTANCES)
    def somebody_reads_the_key_set(self, number: int) -> None:
        keys = self.loop.run_until_complete(self.instances[number].jwks()).keys
        self.key_sets.append((self.held.clock.now(), {key.kid for key in keys}))

    @rule(number=INSTANCES)
    def every_token_of_this_time_is_believed(self, number: int) -> None:
        now = self.held.clock.now().timestamp()
        for token, claims in self.given:
            if claims.live(now):
                verified = self.loop.run_until_complete(self.instances[number].verify(token))
                assert verified == claims

    def teardown(self) -> None:
        self.loop.close()


TestRotations = Rotations.TestCase
TestRotations.settings = settings(max_examples=30, stateful_step_count=40, deadline=None)


async def test_after_an_emergency_nothing_of_before_is_believed_anywhere() -> None:
    held = memory_keyholders()
    await held.keep()
    instances = [held.instance() for _ in range(3)]
    before = [await one.sign(held.claims()) for one in instances]
    held.clock.advance(60)

    await held.rotate(now=True)

    after = [(await one.sign(claims := held.claims()), claims) for one in instances]
    for one in instances:
        for token, claims in after:
            assert await one.verify(token) == claims
        for token in before:
            assert await refused(one.verify(token))


async def test_an_instance_believes_at_once_what_another_signed_after_an_emergency() -> None:
    held = memory_keyholders()
    await held.keep()
    held.clock.advance(60)
    first, second = held.instance(), held.instance()
    await second.jwks()

    await held.rotate(now=True)
    token = await first.sign(claims := held.claims())

    assert await second.verify(token) == claims


async def refused(verifying: object) -> bool:
    try:
        await verifying  # type: ignore[misc]
    except NotRecognised:
        return True
    return False

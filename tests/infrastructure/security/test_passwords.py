"""argon2id with fixed parameters, in a pool that has an end."""

import asyncio
import os
import threading

from aurora.domains.errors import Unavailable
from aurora.infrastructure.security.passwords import Argon2PasswordHasher

PASSWORD = "correct horse battery staple"
OTHER = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHRzYWx0$dvmzXRkbsHDmM5yQKKXYJg"


async def test_the_hash_tells_the_parameters() -> None:
    hasher = Argon2PasswordHasher()

    assert (await hasher.hash(PASSWORD)).startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    hasher.close()


async def test_the_operator_sets_the_parameters_and_older_hashes_are_outdated() -> None:
    hasher, usual = Argon2PasswordHasher((1_024, 3, 2)), Argon2PasswordHasher()
    hash, older = await hasher.hash(PASSWORD), await usual.hash(PASSWORD)

    assert hash.startswith("$argon2id$v=19$m=1024,t=3,p=2$")
    assert await hasher.verify(PASSWORD, older)
    assert (hasher.outdated(hash), hasher.outdated(older)) == (False, True)
    hasher.close()
    usual.close()


async def test_a_damaged_hash_matches_nothing() -> None:
    hasher = Argon2PasswordHasher()

    assert not await hasher.verify(PASSWORD, "damaged")
    assert not await hasher.verify(PASSWORD, OTHER)
    hasher.close()


async def test_a_full_pool_says_when_to_come_again() -> None:
    hasher = Argon2PasswordHasher(slots=1, waiting=1)

    outcomes = await asyncio.gather(
        *(hasher.verify(PASSWORD, None) for _ in range(6)), return_exceptions=True
    )

    turned_away = [outcome for outcome in outcomes if isinstance(outcome, Unavailable)]
    assert outcomes.count(False) == 2
    assert [refusal.retry_after > 0 for refusal in turned_away] == [True] * 4
    hasher.close()


async def test_places_come_free_again_even_when_nobody_waits_for_the_answer() -> None:
    hasher = Argon2PasswordHasher(slots=1, waiting=1)
    for _ in range(3):
        waiting = [asyncio.create_task(hasher.verify(PASSWORD, None)) for _ in range(2)]
        await asyncio.sleep(0)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)

    assert not await at_last(hasher)
    hasher.close()


async def at_last(hasher: Argon2PasswordHasher) -> bool:
    async with asyncio.timeout(60):
        while True:
            try:
                return await hasher.verify(PASSWORD, None)
            except Unavailable:
                await asyncio.sleep(0.01)


async def test_who_answers_requests_goes_before_who_hashes() -> None:
    hasher = Argon2PasswordHasher()
    own = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())
    thread = hasher._threads.submit(threading.get_native_id).result()
    assert os.getpriority(os.PRIO_PROCESS, thread) == min(19, own + 5)
    hasher.close()

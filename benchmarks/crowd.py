"""A crowd that signs in at once, and what that does to the web process."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from statistics import quantiles

import aiohttp
import msgspec
import psutil  # type: ignore[import-untyped]

from benchmarks.cpu import MEGABYTE
from benchmarks.probe import probed

PEOPLE = 1_000
ACCOUNTS = 40
PASSWORD = "four words that nobody else thought of"
SAMPLE_SECONDS = 0.02
NOT_NOW = (429, 503)
DECIDED = (200, 401)


class Crowd(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it: statuses of all answers, decided sign-ins a second, memory and probes."""

    statuses: Mapping[int, int]
    logins_per_s: float
    baseline_mb: float
    peak_mb: float
    live_p99_ms: float
    live_max_ms: float
    seconds: float


async def open_accounts(http: aiohttp.ClientSession, url: str, key: str) -> Sequence[str]:
    """Give the addresses of people who have an account and one password."""
    people = [f"person-{number}@example.org" for number in range(ACCOUNTS)]
    for email in people:
        body = {"email": email, "name": "Somebody", "role": "viewer", "password": PASSWORD}
        headers = {"Authorization": f"Bearer {key}"}
        async with http.post(f"{url}/v1/users", json=body, headers=headers) as answer:
            assert answer.status == 201, await answer.text()
    return people


async def crowd(url: str, web: int, accounts: Sequence[str]) -> Crowd:
    """Let a thousand people sign in at the same moment; each comes again as it is told to until it
    is let in or refused.
    """
    statuses: Counter[int] = Counter()
    connector = aiohttp.TCPConnector(limit=0, force_close=True)
    async with (
        probed(url) as probes,
        _weighed(web) as weights,
        aiohttp.ClientSession(connector=connector, trust_env=False) as http,
    ):
        started = time.monotonic()
        await asyncio.gather(
            *(_person(http, url, number, accounts, statuses) for number in range(PEOPLE))
        )
        seconds = time.monotonic() - started
    decided = sum(statuses[status] for status in DECIDED)
    return Crowd(
        statuses=dict(sorted(statuses.items())),
        logins_per_s=decided / seconds,
        baseline_mb=weights[0],
        peak_mb=max(weights),
        live_p99_ms=quantiles(probes, n=100, method="inclusive")[98],
        live_max_ms=max(probes),
        seconds=seconds,
    )


async def _person(
    http: aiohttp.ClientSession,
    url: str,
    number: int,
    accounts: Sequence[str],
    statuses: Counter[int],
) -> None:
    """Sign in as somebody; every fourth person is wrong about the password, every fourth has no
    account.
    """
    email = f"nobody-{number}@example.org" if number % 4 == 3 else accounts[number % len(accounts)]
    body = {"email": email, "password": PASSWORD + ("?" if number % 4 == 2 else "")}
    while True:
        async with http.post(f"{url}/v1/auth/login", json=body) as answer:
            await answer.read()
            statuses[answer.status] += 1
            if answer.status not in NOT_NOW:
                return
            pause = int(answer.headers["Retry-After"])
        await asyncio.sleep(pause)


@asynccontextmanager
async def _weighed(pid: int) -> AsyncIterator[list[float]]:
    """Weigh a process all the while; the first weight is the one before."""
    process = psutil.Process(pid)
    weights = [process.memory_info().rss / MEGABYTE]

    async def weigh() -> None:
        while True:
            await asyncio.sleep(SAMPLE_SECONDS)
            weights.append(process.memory_info().rss / MEGABYTE)

    weighing = asyncio.create_task(weigh())
    yield weights
    weighing.cancel()
    with suppress(asyncio.CancelledError):
        await weighing

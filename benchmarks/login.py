"""How a thousand people sign in at once, what a token costs at each request, and whether time tells
who has an account.
"""

import asyncio
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import aiohttp

from aurora.infrastructure.local_files import KeyFile
from benchmarks.cpu import cpu_seconds
from benchmarks.crowd import PASSWORD, Crowd, crowd, open_accounts
from benchmarks.enumeration import timings
from benchmarks.report import publish, rounded, say, show
from benchmarks.system import MANY, RunningAurora, aurora

ROUNDS = 3
REQUESTS = 2_000
BARE = "/.well-known/jwks.json"
HASH_MB, MORE_MB, LIVE_MS, APART = 19 * 1.048576, 200.0, 200.0, 0.05

Timings = Mapping[str, Mapping[str, float]]


async def main() -> None:
    """Start one Aurora whose throttle is set wide, and do everything to it in turns."""
    with TemporaryDirectory(prefix="aurora-login-") as place:
        wide = {"sign_in_tries": MANY, "sign_in_rate": MANY}
        async with aurora(Path(place) / "data", **wide) as running, _http() as http:
            key = KeyFile(running.data_dir).read() or ""
            accounts = await open_accounts(http, running.url, key)
            crowds = []
            for number in range(ROUNDS):
                crowds.append(await crowd(running.url, running.pids()["web"], accounts))
                say(f"crowd {number + 1} of {ROUNDS}: {crowds[-1]}")
            costs = await _verifying(http, running, accounts[0])
            enumeration = await timings(http, running.url, accounts, key)
            slots = running.settings().hash_slots
    _report(crowds, slots, costs, enumeration)


def _http() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(trust_env=False)


async def _verifying(
    http: aiohttp.ClientSession, running: RunningAurora, email: str
) -> tuple[float, float]:
    """Give the CPU microseconds of the web process for a bare route, and how many more it takes
    where the request carries a token.
    """
    body = {"email": email, "password": PASSWORD}
    async with http.post(f"{running.url}/v1/auth/login", json=body) as answer:
        token = (await answer.json())["access_token"]
    kinds: dict[str, dict[str, str]] = {"bare": {}, "token": {"Authorization": f"Bearer {token}"}}
    spent: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _ in range(ROUNDS + 1):
        for kind, headers in kinds.items():
            spent[kind].append(await _cost(http, running, headers))
    bare, verified = (median(some[1:]) for some in spent.values())
    return bare, verified - bare


async def _cost(
    http: aiohttp.ClientSession, running: RunningAurora, headers: Mapping[str, str]
) -> float:
    web = running.pids()["web"]
    before = cpu_seconds([web])
    for _ in range(REQUESTS):
        async with http.get(running.url + BARE, headers=headers) as answer:
            assert answer.status == 200, answer.status
            await answer.read()
    return 1_000_000 * (cpu_seconds([web]) - before) / REQUESTS


def _report(
    crowds: list[Crowd], slots: int, costs: tuple[float, float], enumeration: Timings
) -> None:
    allowed = slots * HASH_MB + MORE_MB
    rows = [
        (
            *(number + 1, one.logins_per_s, one.baseline_mb, one.peak_mb),
            *(one.baseline_mb + allowed, one.live_p99_ms, one.live_max_ms, LIVE_MS),
        )
        for number, one in enumerate(crowds)
    ]
    columns = ("round", "logins/s", "before MB", "peak MB", "allowed MB")
    show("A thousand people sign in", (*columns, "live p99 ms", "live max ms", "goal ms"), rows)
    lines = [
        (kind, *found.values(), found["existing_ms"] / found["missing_ms"] - 1, APART)
        for kind, found in enumeration.items()
    ]
    show("Who has an account", ("call", "existing ms", "missing ms", "apart", "goal"), lines)
    bare, verifying = costs
    show("CPU of a request", ("", "µs"), [("bare route", bare), ("token", verifying)])
    publish(
        {
            "statuses": _statuses(crowds),
            "slots": slots,
            "baseline_mb": rounded(crowds[0].baseline_mb),
            "peak_mb": rounded(max(one.peak_mb for one in crowds)),
            "live_p99_ms": rounded(median(one.live_p99_ms for one in crowds)),
            "logins_per_s": rounded(median(one.logins_per_s for one in crowds)),
            "verify_us": rounded(verifying),
            "enumeration": {
                kind: {who: rounded(taken) for who, taken in found.items()}
                for kind, found in enumeration.items()
            },
            "bare_us": rounded(bare),
            "live_max_ms": rounded(max(one.live_max_ms for one in crowds)),
        }
    )


def _statuses(crowds: list[Crowd]) -> Mapping[int, int]:
    found = sum((Counter(one.statuses) for one in crowds), Counter[int]())
    return dict(sorted(found.items()))


if __name__ == "__main__":
    asyncio.run(main())

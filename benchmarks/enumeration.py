"""Whether the time of an answer tells who has an account: the same call for those who have one and
those who have none, in turns.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any

import aiohttp

from benchmarks.crowd import PASSWORD

CALLS = 300
WARM_UP = 40  # once for everybody

Call = tuple[str, Mapping[str, Any], int]
Kind = Callable[[str], Call]


def wrong_password(email: str) -> Call:
    """Sign in with a wrong password."""
    return "/v1/auth/login", {"email": email, "password": PASSWORD + "!"}, 401


def asked_reset(email: str) -> Call:
    """Ask for a way to set a new password."""
    return "/v1/auth/password-reset", {"email": email}, 202


def invited(email: str) -> Call:
    """Invite somebody, once more."""
    return "/v1/invitations", {"email": email, "role": "viewer"}, 201


KINDS: Mapping[str, Kind] = {"login": wrong_password, "invitation": invited, "reset": asked_reset}


async def timings(
    http: aiohttp.ClientSession, url: str, accounts: Sequence[str], key: str
) -> Mapping[str, Mapping[str, float]]:
    """Give the median milliseconds of every kind of call, for existing and missing accounts."""
    headers = {"Authorization": f"Bearer {key}"}
    found = {}
    for name, kind in KINDS.items():
        taken: dict[str, list[float]] = {"existing_ms": [], "missing_ms": []}
        for number in range(WARM_UP + CALLS):
            turns = (
                ("existing_ms", accounts[number % len(accounts)]),
                ("missing_ms", f"nobody-{number % len(accounts)}@example.org"),
            )
            for who, email in turns if number % 2 else reversed(turns):
                milliseconds = await _timed(http, url, kind(email), headers)
                if number >= WARM_UP:
                    taken[who].append(milliseconds)
        found[name] = {who: median(some) for who, some in taken.items()}
    return found


async def _timed(
    http: aiohttp.ClientSession, url: str, call: Call, headers: Mapping[str, str]
) -> float:
    path, body, status = call
    started = time.perf_counter()
    async with http.post(url + path, json=body, headers=headers) as answer:
        content = await answer.text()
        assert answer.status == status, (path, answer.status, content)
        return 1000 * (time.perf_counter() - started)

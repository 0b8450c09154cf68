"""Whether this process can serve, component by component, and why not."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from aurora.domains.errors import AuroraError

OK = "ok"
CHECK_SECONDS = 2.0

Check = Callable[[], Awaitable[str]]


class Readiness:
    """Asks every component; a check that raises or takes too long is its own reason."""

    def __init__(self, checks: Mapping[str, Check]) -> None:
        self._checks = checks

    async def check(self) -> Mapping[str, str]:
        """Give each component's state: `ok`, or the reason why not."""
        states = await asyncio.gather(*map(self._one, self._checks.values()))
        return dict(zip(self._checks, states, strict=True))

    async def _one(self, check: Check) -> str:
        try:
            async with asyncio.timeout(CHECK_SECONDS):
                return await check()
        except TimeoutError:
            return "does not answer"
        except AuroraError as error:
            return str(error)
        except Exception as error:
            return f"cannot be reached ({type(error).__name__})"

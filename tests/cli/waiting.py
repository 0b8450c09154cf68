"""Waiting for what follows from a command a moment later."""

import asyncio
from typing import Any

from tests.journeys.living import Living

SECONDS = 120.0


async def stored(aurora: Living, id: str, *, by_meaning: bool = False) -> dict[str, Any]:
    """Wait until a document can be read, or until it is found by meaning, and give it."""
    async with asyncio.timeout(SECONDS):
        while True:
            answer = await aurora.http.get(f"/v1/documents/{id}")
            if answer.is_success:
                document: dict[str, Any] = answer.json()
                if not by_meaning or document["searchable"]["by_meaning"]:
                    return document
            await asyncio.sleep(0.1)

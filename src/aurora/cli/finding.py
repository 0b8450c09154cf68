"""Waiting until documents are found by word and by meaning."""

import asyncio
import time
from collections.abc import Sequence
from uuid import UUID

from aurora.cli.client import Client
from aurora.cli.output import counted, tell
from aurora.queries.knowledge.views import DocumentView

PATIENCE_SECONDS = 90.0
PAUSE_SECONDS = 0.5


async def until_found(client: Client, documents: Sequence[UUID]) -> None:
    """Return when all are found by meaning, or when nothing moves any more."""
    waiting, moved, before = set(documents), time.monotonic(), -1
    if waiting:
        tell(f"Indexing {counted(len(waiting), 'document')} …")
    while waiting and time.monotonic() - moved < PATIENCE_SECONDS:
        embedded = 0
        for id in tuple(waiting):
            one = await client.get(f"/v1/documents/{id}", DocumentView)
            embedded += one.embedded
            if one.searchable.by_word and one.searchable.by_meaning:
                waiting.discard(id)
        if embedded != before:
            moved, before = time.monotonic(), embedded
        await asyncio.sleep(PAUSE_SECONDS)

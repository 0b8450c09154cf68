"""Whether to go on: loops that survive every error must not survive their own end."""

import asyncio


def cancelled() -> bool:
    """Tell whether this task was cancelled, even where a library below made an error of it."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0

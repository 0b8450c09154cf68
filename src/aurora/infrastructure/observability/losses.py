"""How many texts this machine's word index misses."""

from aurora.queries.knowledge.ports import WordIndex


class LostTexts:
    """Counts documents that are not found by word for the loss of their texts."""

    def __init__(self, words: WordIndex) -> None:
        self._words = words

    async def size(self) -> float:
        """Give how many there are, at most 10,000; raises Unavailable without an index."""
        return float(len(await self._words.lost()))

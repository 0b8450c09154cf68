"""A language model in memory: it says what it was told to say."""

from collections.abc import Mapping
from typing import Any

from aurora.domains.errors import Invalid, Unavailable
from aurora.infrastructure.models.schemas import FIELD, check_schema, misfit


class MemoryFiller:
    """Gives one answer to everything; without one there is no model."""

    def __init__(self, answer: Mapping[str, Any] | None = None) -> None:
        self._answer = answer
        self.asked: list[str] = []

    def check(self, schema: Mapping[str, Any]) -> None:
        """Raise Invalid for a schema that cannot be filled, and where there is no model."""
        if self._answer is None:
            raise Invalid("no language model is configured", FIELD)
        check_schema(schema)

    async def fill(self, text: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Give the answer if it fits; else raise Unavailable."""
        self.asked.append(text)
        answer = dict(self._answer or {})
        if wrong := misfit(schema, answer):
            raise Unavailable(f"the language model gives no answer that fits the schema: {wrong}")
        return answer

"""What is wanted of a page by a JSON Schema, found in its text by a language model."""

from collections.abc import Mapping
from typing import Any, Protocol


class Filler(Protocol):
    """A language model that fills in what a JSON Schema asks for from what a text says."""

    def check(self, schema: Mapping[str, Any]) -> None:
        """Raise Invalid for a schema that cannot be filled, and where no model is configured."""
        ...

    async def fill(self, text: str, schema: Mapping[str, Any]) -> dict[str, Any]:
        """Give an object that fits the schema. Raises Unavailable where the model cannot be reached
        or answers nothing that fits.
        """
        ...

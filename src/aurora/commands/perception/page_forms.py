"""What a page that was read says, in the forms that somebody wants it in."""

from collections.abc import Collection

from aurora.domains.forms import KeptReading, TextFormat
from aurora.domains.perception.types import Extracted
from aurora.domains.transcript import transcribed

ALWAYS = (TextFormat.TEXT, TextFormat.MARKDOWN)
WRITTEN = (*ALWAYS, TextFormat.PLAIN)


def forms(said: Extracted, wanted: Collection[str]) -> dict[str, object]:
    """Give the wanted forms of the text by their names, and the facts that the page states."""
    if not said.transcript:
        return {one: said.text for one in ALWAYS if one in wanted}
    known = transcribed(said.transcript)
    reading = KeptReading(text=said.text, elements=said.elements, transcript=known)
    written = {one.value: reading.written(one) for one in WRITTEN if one in wanted}
    return {
        **written,
        "json": reading.whole() if TextFormat.JSON in wanted else None,
        "facts": known.facts,
        "products": known.products,
    }

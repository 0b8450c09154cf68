"""Which language a text is in: what it says of itself, checked where that is often wrong."""

from aurora.domains.knowledge.ports import Languages

SAMPLE = 4_000
ENOUGH = 200
TEMPLATE = "en"  # the language that page templates claim for texts in any other


def language(text: str, stated: str, languages: Languages) -> str:
    """Give the stated language, or the detected one where none or only the template's is stated."""
    believed = stated not in ("und", TEMPLATE) or (stated == TEMPLATE and len(text) < ENOUGH)
    if believed:
        return stated
    detected = languages.detect(text[:SAMPLE])
    return stated if detected == "und" else detected

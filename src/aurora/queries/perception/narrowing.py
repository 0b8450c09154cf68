"""What a list may be narrowed by."""

from aurora.domains.errors import Invalid

LENGTH_LIMIT = 2_000


def check_texts(**texts: str | None) -> None:
    """Refuse texts that nothing can match: empty ones, control characters, endless ones; raises
    Invalid naming the field.
    """
    for name, text in texts.items():
        if text is None:
            continue
        if not text.strip():
            raise Invalid("there is nothing to look for", name)
        if len(text) > LENGTH_LIMIT:
            raise Invalid(f"at most {LENGTH_LIMIT:,} characters", name)
        if not text.isprintable():
            raise Invalid("the text holds control characters", name)

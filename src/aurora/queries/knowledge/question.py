"""What may be asked."""

from aurora.domains.errors import Invalid

LENGTH_LIMIT = 2_000


def checked(text: str, field: str) -> str:
    """Give the question without white space around it; raises Invalid naming the field."""
    if "\0" in text:
        raise Invalid("the text holds a NUL character", field)
    if len(text) > LENGTH_LIMIT:
        raise Invalid(f"at most {LENGTH_LIMIT:,} characters", field)
    if not (stripped := text.strip()):
        raise Invalid("there is nothing to look for", field)
    return stripped

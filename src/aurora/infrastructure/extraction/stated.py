"""What is said about the type of what was fetched, and what it is where that says nothing."""

from aurora.domains.media_types import media_type_of
from aurora.infrastructure.documents.formats import PUBLISHED

# what servers call files of which they do not know what they are
VAGUE = frozenset(
    {"", "application/octet-stream", "binary/octet-stream", "application/x-pdf"}
    | {f"application/{kind}" for kind in ("download", "x-download", "force-download")}
)


def stated_type(content: bytes, content_type: str) -> str:
    """Give the media type without parameters, empty where none is stated; PDF and office documents
    that are called anything are known by what they hold.
    """
    stated = content_type.partition(";")[0].strip().lower()
    if stated in VAGUE and (found := media_type_of(content)) in PUBLISHED:
        return found
    return stated

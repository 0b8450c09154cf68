"""The paths of crawls and batches: what can be asked of one can be asked of the other."""

FAMILIES = ("/crawls", "/batches")


def either(rest: str) -> list[str]:
    """Give the path of something of a crawl, and of a batch, which is a crawl of another kind."""
    return [f"{family}/{{crawl_id:uuid}}{rest}" for family in FAMILIES]

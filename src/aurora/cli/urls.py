"""URLs as people type them."""

from urllib.parse import urlsplit


def absolute(url: str) -> str:
    """Take for a site's name what has no scheme."""
    return url if "://" in url else f"https://{url}"


def host(url: str) -> str:
    """Give the name of a URL's host."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()

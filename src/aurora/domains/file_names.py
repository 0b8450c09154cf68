"""What files are called, whichever way their names come."""

OLD_CHARSET = "windows-1252"  # of names that are no UTF-8, as programs of western Windows send them


def spelled(raw: bytes) -> str:
    """Give the text that the bytes of a name stand for."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode(OLD_CHARSET, "replace")

"""What commands keep for this user in small files, as values."""

from typing import Any, TypeVar

import msgspec

from aurora.cli.output import Failed
from aurora.infrastructure.local_files import PrivateFile

T = TypeVar("T")


def decoded(file: PrivateFile, kind: type[T] | Any) -> T | None:  # noqa: ANN401  what msgspec takes for a type
    """Give what the file holds, None where there is none; raises Failed for a damaged one."""
    try:
        text = file.read()
        value: T | None = msgspec.json.decode(text, type=kind) if text else None
    except (msgspec.DecodeError, UnicodeDecodeError) as damage:
        raise Failed(f"{file.path} is damaged; remove it to begin anew ({damage})") from damage
    return value

"""What files declare for a request: steps, fields and schemas, each as JSON."""

from collections.abc import Sequence
from typing import Any, TextIO, TypeVar

import click
import msgspec

from aurora.domains.perception.fields import Field
from aurora.domains.perception.rendering import Step

T = TypeVar("T")
FIELDS = click.option(
    "--fields", "fields_file", metavar="FILE", type=click.File(), help="Values to take; JSON."
)
SCHEMA = click.option(
    "--schema", "schema_file", metavar="FILE", type=click.File(), help="What a model fills in."
)


def steps_of(file: TextIO | None) -> Sequence[Step]:
    """Give the steps that a file declares; raises a UsageError."""
    return _declared(file, tuple[Step, ...], "steps") if file else ()


def fields_of(file: TextIO | None) -> Sequence[Field]:
    """Give the fields that a file declares; raises a UsageError."""
    return _declared(file, tuple[Field, ...], "fields") if file else ()


def schema_of(file: TextIO | None) -> dict[str, Any] | None:
    """Give the JSON Schema that a file holds; raises a UsageError."""
    return _declared(file, dict[str, Any], "schema") if file else None


def _declared(file: TextIO, kind: type[T], what: str) -> T:
    try:
        return msgspec.json.decode(file.read(), type=kind)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise click.UsageError(f"{file.name} declares no {what}: {error}") from None

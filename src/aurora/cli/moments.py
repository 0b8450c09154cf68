"""Moments as people write them."""

from datetime import UTC, datetime, timedelta

import click

from aurora.cli.quantities import DURATIONS, WRITTEN


class Moment(click.ParamType[datetime]):
    """A time, a date, or how long ago."""

    name = "moment"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """Give it with its zone; where none is said it is this machine's."""
        written = str(value).strip()
        ago = WRITTEN.fullmatch(written)
        if ago and ago[2] and ago[2].lower() in DURATIONS:
            seconds = int(ago[1]) * DURATIONS[ago[2].lower()]
            return datetime.now(UTC) - timedelta(seconds=seconds)
        try:
            return datetime.fromisoformat(written).astimezone(UTC)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no time like 2026-11-27T12:00, 2026-11-27 or 2h", param, ctx)


MOMENT = Moment()

"""The receiver: the host of webhooks, and how much it bears."""

from datetime import datetime, timedelta

import msgspec

from aurora.domains.clock import LONG_AGO

AT_ONCE = 2
POST_SECONDS = 20.0
FIRST_REST, LONGEST_REST = 5.0, 300.0
SHORTEST_PACE, LONGEST_PACE = 0.05, 5.0
HORIZON = timedelta(minutes=10)
DOUBLINGS = 10


class Receiver(msgspec.Struct, kw_only=True):
    """How a host of webhooks stands, whoever they belong to.

    It is told of few notices at once. The others get appointments, one `pace` after the other:
    `free_at` is the last of them. Who does not answer, or asks for less, rests until then, twice as
    long after each of its `troubles` in a row, and is then tried with one notice alone. What is
    `under_way` counts until those moments, should its worker die.
    """

    free_at: datetime = LONG_AGO
    rests_until: datetime = LONG_AGO
    troubles: int = 0
    pace: float = SHORTEST_PACE
    under_way: list[datetime] = []

    def admit(self, now: datetime, appointment: datetime | None) -> datetime | None:
        """Let a notice be posted now, or give the moment at which to come again."""
        self.under_way = [until for until in self.under_way if until > now]
        room = 1 if self.troubles else AT_ONCE
        in_turn = appointment is not None or self.free_at <= now
        if in_turn and self.rests_until <= now and len(self.under_way) < room:
            self.under_way.append(now + timedelta(seconds=POST_SECONDS))
            return None
        start = max(now, self.rests_until)
        wanted = max(start, self.free_at) + timedelta(seconds=self.pace)
        self.free_at = min(wanted, start + HORIZON)
        return self.free_at

    def heard(self, now: datetime, *, took: float, troubled: bool, again_at: datetime) -> None:
        """Note how long a post took, whether the host was in trouble, and when it wants more."""
        self.under_way = self.under_way[1:]
        usual = (self.pace + took / AT_ONCE) / 2
        self.pace = min(max(usual, SHORTEST_PACE), LONGEST_PACE)
        self.troubles = self.troubles + 1 if troubled else 0
        if troubled:
            rest = FIRST_REST * 2.0 ** min(self.troubles - 1, DOUBLINGS)
            rested = now + timedelta(seconds=min(rest, LONGEST_REST))
            self.rests_until = max(rested, again_at)

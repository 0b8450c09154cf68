"""The course of one wish: chosen, carried out, each step noted."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from aurora.bus import Bus
from aurora.commands.command import Command
from aurora.commands.knowledge.content import Ingested
from aurora.domains.errors import AuroraError
from aurora.domains.event import START, Position
from aurora.domains.origin import Origin
from aurora.domains.principal import Principal
from aurora.domains.routing.types import Account, Missing, Outcome
from aurora.router.capabilities.skill import Request, Skill
from aurora.router.choice import Choice, choose
from aurora.router.examples import Examples
from aurora.router.home import Unsettled, check_home, find_home
from aurora.router.routed import CrawlBegun, Result
from aurora.router.steps import Steps
from aurora.router.wish import Wish

NOWHERE = UUID(int=0)


@dataclass(kw_only=True)
class Course:
    """What happens to a wish of `by`, who asks from `origin` and has seen the log up to `after`."""

    wish: Wish
    by: Principal
    after: Position | None
    key: str | None
    origin: Origin
    choice: Choice = field(default_factory=Choice)
    steps: Steps = field(default_factory=Steps)
    result: Result | None = None
    missing: Missing | None = None
    names: tuple[str, ...] = ()
    failure: AuroraError | None = None
    position: Position = START

    async def go(self, bus: Bus, examples: Examples, skills: Sequence[Skill]) -> None:
        """Choose and carry out; an error of the six kinds ends it and is kept as its failure."""
        try:
            self.choice = await choose(self.wish, examples, skills, self.steps)
            if self.choice.skill is None:
                self.missing = Missing.INTENT
            else:
                await self._run(bus, self.choice.skill)
        except AuroraError as error:
            self.failure = error

    def account(self) -> Account:
        """Give what the decision keeps of it."""
        choice = self.choice
        return Account(
            chosen=choice.skill.capability if choice.skill else None,
            confidence=choice.confidence,
            candidates=choice.candidates,
            rule=choice.rule,
            examples=choice.examples,
            missing=self.missing,
            steps=tuple(self.steps.taken),
            outcome=self._outcome(),
            effect_id=_effect(self.result),
        )

    def _outcome(self) -> Outcome:
        if self.failure:
            return Outcome.FAILED
        return Outcome.ASKED_BACK if self.missing else Outcome.DONE

    async def _run(self, bus: Bus, skill: Skill) -> None:
        with self.steps.step("run") as note:
            home = await self._home(bus, skill)
            if isinstance(home, Unsettled):
                self.missing, self.names = Missing.COLLECTION, home.names
                return
            request = skill.request(self.wish, self.choice.subject, home)
            if isinstance(request, Missing):
                self.missing = request
                return
            note.detail = type(request).__name__
            self.result = _result(await self._send(bus, request))

    async def _home(self, bus: Bus, skill: Skill) -> UUID | Unsettled:
        """Give the collection to write to; none is looked for where the bus will refuse anyway."""
        named = self.wish.collection_id
        if not skill.writes or not self.by.may(skill.message.permission):
            return named or NOWHERE
        if named is None:
            return await find_home(bus, self.by, self.after)
        if skill.unguarded:
            await check_home(bus, self.by, self.after, named)
        return named

    async def _send(self, bus: Bus, request: Request) -> object:
        if not isinstance(request, Command):
            return await bus.ask(request, self.by, after=self.after, origin=self.origin)
        receipt = await bus.deliver(request, self.by, key=self.key, origin=self.origin)
        self.position = receipt.position
        return receipt.answer


def _result(answer: Any) -> Result:  # noqa: ANN401  one of four answers
    return CrawlBegun(answer) if isinstance(answer, UUID) else cast("Result", answer)


def _effect(result: Result | None) -> UUID | None:
    if isinstance(result, CrawlBegun):
        return result.crawl_id
    return result.document_id if isinstance(result, Ingested) else None

"""The AuroraRouter."""

from collections.abc import Sequence
from hashlib import sha256
from uuid import UUID

from aurora.bus import Bus
from aurora.commands.routing.open_decision import OpenDecision
from aurora.commands.routing.record_decision import RecordDecision
from aurora.domains.event import Position
from aurora.domains.knowledge.ports import Embedder, Languages
from aurora.domains.origin import WITHIN, Origin
from aurora.domains.principal import Principal
from aurora.queries.knowledge.get_collection import GetCollection
from aurora.queries.knowledge.list_collections import ListCollections
from aurora.router.capabilities import SKILLS
from aurora.router.capabilities.skill import Skill
from aurora.router.course import Course
from aurora.router.examples import Examples
from aurora.router.phrases import ask_back, reason
from aurora.router.routed import Routed
from aurora.router.wanted import Wanted, read

MESSAGES = (OpenDecision, ListCollections, GetCollection, *(skill.message for skill in SKILLS))


class AuroraRouter:
    """Understands wishes and carries them out over the bus, in the name of whoever has them."""

    def __init__(
        self,
        bus: Bus,
        embedder: Embedder,
        languages: Languages,
        skills: Sequence[Skill] = SKILLS,
    ) -> None:
        self._bus = bus
        self._languages = languages
        self._skills = skills
        self._examples = Examples(embedder, skills)

    async def route(
        self,
        wanted: Wanted,
        by: Principal,
        *,
        after: Position | None = None,
        key: str | None = None,
        origin: Origin = WITHIN,
    ) -> Routed:
        """Choose what is meant, do it under the caller's permissions, and record the decision.

        Raises Invalid for what cannot be read and Forbidden for who may not use the router; every
        later failure is recorded and given back in the answer.
        """
        wish = await read(wanted, self._languages)
        text_sha256 = sha256(wish.text.encode(errors="replace")).hexdigest()
        opening = OpenDecision(
            text_sha256=text_sha256, collection_id=wanted.collection_id, language=wanted.language
        )
        decision_id = await self._bus.send(opening, by, key=key, origin=origin)
        course = Course(wish=wish, by=by, after=after, key=key, origin=origin)
        await course.go(self._bus, self._examples, self._skills)
        record = RecordDecision(
            decision_id=decision_id,
            text_sha256=text_sha256,
            language=wish.language,
            account=course.account(),
        )
        receipt = await self._bus.deliver(record, by, origin=origin)
        return _routed(decision_id, course, max(receipt.position, course.position))


def _routed(decision_id: UUID, course: Course, position: Position) -> Routed:
    choice, language, missing = course.choice, course.wish.language, course.missing
    question = ask_back(missing, language, choice.candidates, course.names) if missing else None
    return Routed(
        decision_id=decision_id,
        chosen=choice.skill.capability if choice.skill else None,
        confidence=choice.confidence,
        reason=reason(choice, language),
        candidates=choice.candidates,
        result=course.result,
        missing=missing,
        question=question,
        failure=course.failure,
        position=position,
    )

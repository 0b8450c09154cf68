"""Answers given under an idempotency key."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.bus import Delivery, KeyReused
from aurora.domains.event import Position
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.tables import answers
from aurora.infrastructure.postgres.work import answer_row


class PostgresLedger:
    """Keeps what was answered, by caller, message and key."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine, self._reads = engine, reading(engine)

    async def recall(self, under: Delivery) -> tuple[bytes, Position] | None:
        """Give the stored answer; raises KeyReused when the key belongs to another request."""
        statement = select(answers).where(
            answers.c.principal_id == under.by.id,
            answers.c.message == under.message.__name__,
            answers.c.key == under.key,
        )
        async with self._reads.connect() as connection:
            row = (await connection.execute(statement)).one_or_none()
        if row is None:
            return None
        if row.request_hash != under.request_hash:
            raise KeyReused("this key was used for another request", "Idempotency-Key")
        return row.answer, Position.parse(row.position)

    async def remember(self, under: Delivery, answer: bytes) -> None:
        """Keep an answer whose command changed nothing; the first one stays."""
        statement = insert(answers).values(answer_row(under, answer)).on_conflict_do_nothing()
        async with self._engine.begin() as connection:
            await connection.execute(statement)

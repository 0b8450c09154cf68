"""Vectors kept for good in PostgreSQL, as little-endian float32."""

from array import array
from collections.abc import Collection, Mapping, Sequence, Set
from sys import byteorder
from typing import Any

from sqlalchemy import (
    Column,
    LargeBinary,
    PrimaryKeyConstraint,
    Row,
    Select,
    Table,
    Text,
    any_,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncEngine

from aurora.domains.knowledge.types import Vector
from aurora.infrastructure.postgres.engine import reading
from aurora.infrastructure.postgres.tables import metadata

embeddings = Table(
    "embeddings",
    metadata,
    Column("model", Text, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("vector", LargeBinary, nullable=False),
    PrimaryKeyConstraint("model", "sha256"),
)


class PostgresEmbeddings:
    """Vectors by model and hash of the embedded text, each call in a short transaction."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine, self._reads = engine, reading(engine)

    async def get(self, model: str, hashes: Sequence[str]) -> Mapping[str, Vector]:
        """Give the vectors that are there, by hash."""
        rows = await self._rows(select(embeddings.c.sha256, embeddings.c.vector), model, hashes)
        return {row.sha256.hex(): _unpack(row.vector) for row in rows}

    async def known(self, model: str, hashes: Set[str]) -> Set[str]:
        """Tell which of the vectors are there."""
        rows = await self._rows(select(embeddings.c.sha256), model, hashes)
        return {row.sha256.hex() for row in rows}

    async def put(self, model: str, vectors: Mapping[str, Vector]) -> None:
        """Keep vectors; one that is there already stays."""
        rows = [
            {"model": model, "sha256": bytes.fromhex(hash), "vector": _pack(vector)}
            for hash, vector in sorted(vectors.items())
        ]
        if not rows:
            return
        async with self._engine.begin() as connection:
            await connection.execute(insert(embeddings).on_conflict_do_nothing(), rows)

    async def _rows(
        self, columns: Select[Any], model: str, hashes: Collection[str]
    ) -> Sequence[Row[Any]]:
        wanted = literal([bytes.fromhex(hash) for hash in hashes], ARRAY(LargeBinary))
        there = (embeddings.c.model == model) & (embeddings.c.sha256 == any_(wanted))
        async with self._reads.connect() as connection:
            rows: Sequence[Row[Any]] = (await connection.execute(columns.where(there))).all()
        return rows


def _pack(vector: Vector) -> bytes:
    return _little_endian(array("f", vector)).tobytes()


def _unpack(packed: bytes) -> Vector:
    return _little_endian(array("f", packed))


def _little_endian(floats: "array[float]") -> "array[float]":
    if byteorder == "big":
        floats.byteswap()
    return floats

"""Connections to PostgreSQL."""

import msgspec
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine


def connect(url: str, *, pool: int = 8) -> AsyncEngine:
    """Give an engine for `postgresql+asyncpg://…` whose JSON columns speak msgspec."""
    return create_async_engine(
        url,
        pool_size=pool,
        max_overflow=pool,
        pool_pre_ping=True,
        json_serializer=lambda value: msgspec.json.encode(value).decode(),
        json_deserializer=msgspec.json.decode,
        connect_args={"server_settings": {"application_name": "aurora", "jit": "off"}},
    )

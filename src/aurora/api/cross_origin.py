"""Which web pages of other origins may ask, and what they may send and see (CORS)."""

from collections.abc import Sequence

from litestar.config.cors import CORSConfig

SENT = (
    "Authorization",
    "Content-Type",
    "Accept",
    "Idempotency-Key",
    "Aurora-Position",
    "If-None-Match",
    "Last-Event-ID",
    "Prefer",
    "X-Request-ID",
    "traceparent",
    "tracestate",
)
SEEN = (
    "Aurora-Position",
    "Content-Disposition",
    "ETag",
    "Location",
    "Preference-Applied",
    "RateLimit",
    "RateLimit-Policy",
    "Retry-After",
    "WWW-Authenticate",
    "X-Request-ID",
)


def cross_origin(origins: Sequence[str]) -> CORSConfig:
    """Let pages of exactly these origins ask; cookies and the like never go along, tokens do."""
    return CORSConfig(
        allow_origins=list(origins),
        allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=list(SENT),
        expose_headers=list(SEEN),
        allow_credentials=False,
    )

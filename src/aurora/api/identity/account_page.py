"""The page behind the links in letters: a form for what a letter gave, and nothing else."""

from pathlib import Path
from typing import Any

from litestar import Response, Router

from aurora.api.system import static
from aurora.domains.identity.links import PAGE

DIRECTORY = Path(__file__).parent / "account"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def account_page() -> Router:
    """Serve it; the token in a link follows its `#`, so that it reaches the form alone."""
    return static(PAGE, DIRECTORY, name="account", finish=_alone)


def _alone(response: Response[Any]) -> Response[Any]:
    """Let no other origin frame the page, put anything into it or hear from it."""
    response.headers.update(HEADERS)
    return response

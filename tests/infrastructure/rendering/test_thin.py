"""Which pages are thin: told from the plain page."""

import pytest

from aurora.domains.perception.types import Fetched
from aurora.infrastructure.rendering.thin import LOOKED_AT, is_bare, is_thin

SENTENCE = "The ferry to Kestrel Point leaves at nine in the morning and comes back at dusk. "
TEXT = f"<p>{SENTENCE * 10}</p>"
SCRIPT = '<script src="/app.js"></script>'
BANNER = f"<p>{SENTENCE * 5}</p><div><div>{SENTENCE}</div></div><p>{SENTENCE * 40}</p>"
SHELL = f'<div id="root"></div>{SCRIPT}'
THIN = {
    "a shell": f'<body><div id="root"></div>{SCRIPT}</body>',
    "a shell with a title": f"<head><title>{SENTENCE * 9}</title></head><div id=app></div>{SCRIPT}",
    "scripts alone": f"<script>{SENTENCE * 100}</script>",
    "a script without an end": f"<p>Loading …</p><script>{SENTENCE * 100}",
    "a word in noscript": f"<p>{SENTENCE * 4}</p><noscript>Please enable JavaScript.</noscript>"
    + SCRIPT,
    "the word in Portuguese": f"<p>{SENTENCE * 4}</p>"
    f"<noscript>É preciso ativar o JavaScript.</noscript>{SCRIPT}",
    "a shell with furniture": f'<p>{SENTENCE * 4}</p><div id="__next"></div>{SCRIPT}',
    "an element of a framework": f"<p>{SENTENCE * 4}</p><app-root></app-root>{SCRIPT}",
    "a menu around nothing": f"<nav>{TEXT}</nav><main></main><footer>{TEXT}</footer>{SCRIPT}",
    "styles and comments": f"<style>{SENTENCE * 9}</style><!-- {SENTENCE * 9} -->{SCRIPT}",
    "a shell with a banner": f'{SHELL}<div id="cookie-banner" role="dialog">{BANNER}</div>',
    "a shell with a consent manager's": f"{SHELL}<div class='x klaro'>{BANNER}</div>",
    "a shell with a root of one": f"{SHELL}<div id=tarteaucitronRoot>{BANNER}</div>",
    "a shell with a dialog": f"{SHELL}<section role=dialog>{BANNER}</section>",
    "a shell with an element for dialogs": f"{SHELL}<dialog open>{BANNER}</dialog>",
    "a banner before a shell": f"<aside id='consent'>{BANNER}</aside><p>{SENTENCE * 4}</p>{SHELL}",
    "only data and a script": f'<script type="application/json">{SENTENCE * 90}</script>{SCRIPT}',
}
WHOLE = {
    "a text": TEXT,
    "a text and a script": TEXT + SCRIPT,
    "a text in an application": f'<div id="root">{TEXT}</div>{SCRIPT}',
    "a short text without scripts": "<p>Gone fishing.</p>",
    "data without scripts": '<p>Short.</p><script type="application/ld+json">{}</script>',
    "a long text and a word in noscript": f"<p>{SENTENCE * 30}</p>{SCRIPT}"
    "<noscript>Enable JavaScript for comments.</noscript>",
    "a picture in noscript": f"<p>{SENTENCE * 4}</p><noscript><img src=x></noscript>{SCRIPT}",
    "a text after a banner": f'<div class="cookies"><div>{BANNER}</div></div>{TEXT}{SCRIPT}',
    "a text that names cookies": f'<div data-x="cookie"><p id="a" title="consent">{TEXT}</p></div>'
    + SCRIPT,
    "a page in a state of consent": f'<body class="cookies-off">{TEXT}{SCRIPT}',
    "nothing": "",
}


def page(body: str | bytes, media_type: str = "text/html", **more: object) -> Fetched:
    raw = body.encode() if isinstance(body, str) else body
    told = {"content-type": f"{media_type}; charset=utf-8"}
    answer = {"url": "https://a.example/", "status": 200, "headers": told, "body": raw, **more}
    return Fetched(**answer)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", THIN)
def test_a_page_is_thin(name: str) -> None:
    assert is_thin(page(THIN[name]))


@pytest.mark.parametrize("name", WHOLE)
def test_a_page_is_whole(name: str) -> None:
    assert not is_thin(page(WHOLE[name]))


@pytest.mark.parametrize(
    ("html", "bare"),
    [
        (f'<div id="__next"><header>Menu</header></div>{SCRIPT}', True),
        (f'<p>{SENTENCE * 4}</p><div id="root"></div>{SCRIPT}', True),
        (f'<div id="root">{SENTENCE * 4}</div>{SCRIPT}', False),
        (f"<p>{SENTENCE * 4}</p><noscript>Enable JavaScript.</noscript>{SCRIPT}", False),
        (f'{SHELL}<div id="onetrust-consent-sdk">{BANNER}</div>', True),
        (f'<div id="root"><p>{SENTENCE * 4}</p></div>{SCRIPT}<div id=klaro>{BANNER}</div>', False),
        ("<p>Gone fishing.</p>", False),
    ],
)
def test_a_page_whose_scripts_run_is_bare_until_they_draw(html: str, bare: bool) -> None:
    assert is_bare(html.encode()) is bare


def test_only_pages_of_html_that_were_not_rendered_are_thin() -> None:
    shell = THIN["a shell"]
    assert is_thin(page(shell, "application/xhtml+xml"))
    assert not is_thin(page(shell, "text/plain"))
    assert not is_thin(page(shell, rendered=True))
    assert not is_thin(page(shell, status=404))


@pytest.mark.parametrize(("body", "thin"), [(TEXT + SCRIPT, True), (TEXT, False)])
def test_what_only_scripts_find_on_a_page_is_not_on_the_plain_one(body: str, thin: bool) -> None:
    assert is_thin(page(body, url="https://a.example/#/a")) is thin


@pytest.mark.parametrize(
    "piece",
    [b"<script", b"<script>", b"<!--", b"<", b"&", b"<div id=root", b"\xff",
     b"<div class=cookie>", b"<div class=", b"</div>"],
)  # fmt: skip
def test_no_page_takes_long_to_judge(piece: bytes) -> None:
    is_thin(page(piece * (LOOKED_AT // len(piece))))

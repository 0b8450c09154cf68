"""Nothing that a page tries brings the browser to where the guard forbids to go."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.infrastructure.rendering.browsing import Browsing, browsing
from tests.infrastructure.rendering.sentinel import Sentinel, watching
from tests.site.scripted import ScriptedSite

from aurora.domains.perception.rendering import Screenshot, Wait
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.rendering.finding import browsers

# each is tried with a URL of the sentinel in the place of URL, HOST and PORT
TRIES = {
    "img": '<img src="URL/img">',
    "script": '<script src="URL/script"></script>',
    "style": '<link rel="stylesheet" href="URL/style"><style>@import "URL/import";</style>',
    "iframe": '<iframe src="URL/iframe"></iframe><object data="URL/object"></object>',
    "srcdoc": "<iframe srcdoc=\"<script>fetch('URL/doc', {mode: 'no-cors'})</script>\"></iframe>",
    "fetch": "<script>fetch('URL/fetch', {mode: 'no-cors', method: 'POST', body: 'x'})</script>",
    "beacon": "<script>navigator.sendBeacon('URL/beacon', 'x')</script>",
    "socket": "<script>new WebSocket('ws://HOST:PORT/ws')</script>",
    "events": "<script>new EventSource('URL/events')</script>",
    "prefetch": '<link rel="prefetch" href="URL/pre"><link rel="preload" as="fetch" href="URL/p">',
    "preconnect": '<link rel="preconnect" href="URL"><link rel="dns-prefetch" href="//HOST">',
    "prerender": """<script type="speculationrules">
        {"prerender": [{"source": "list", "urls": ["URL/pre"]}],
         "prefetch": [{"source": "list", "urls": ["URL/fetch"]}]}</script>""",
    "worker": """<script>new Worker(URL.createObjectURL(new Blob(
        ["fetch('URL/worker', {mode: 'no-cors'})"])))</script>""",
    "popup": "<script>window.open('URL/popup')</script>",
    "location": "<script>location.href = 'URL/location'</script>",
    "refresh": '<meta http-equiv="refresh" content="0; url=URL/refresh">',
    "form": '<form method="post" action="URL/form"></form>'
    "<script>document.forms[0].submit()</script>",
    "media": '<video src="URL/video" autoplay></video><audio src="URL/audio" autoplay></audio>',
    "font": "<style>@font-face { font-family: f; src: url('URL/f') } p { font-family: f }</style>",
    "rtc": """<script>
        const one = new RTCPeerConnection({iceServers: [{urls: "stun:HOST:PORT"},
          {urls: "turn:HOST:PORT?transport=tcp", username: "a", credential: "b"}]})
        one.createDataChannel("x")
        one.createOffer().then((offer) => one.setLocalDescription(offer))</script>""",
    "transport": "<script>try { new WebTransport('https://HOST:PORT/t') } catch {}</script>",
    "file": """<iframe src="file:///etc/passwd"></iframe><img src="file:///etc/passwd">
        <script>try { location.href = "chrome://version" } catch {}</script>""",
}
LEAVING = ("popup", "location", "refresh", "form", "file")
PASSIVE = tuple(name for name in TRIES if name not in LEAVING)
SPELLINGS = ("127.0.0.1", "localhost", "inside.example", "[::ffff:7f00:1]")


@pytest.fixture(scope="module")
async def sentinel() -> AsyncIterator[Sentinel]:
    async with watching() as one:
        yield one


def attempts(sentinel: Sentinel, *names: str) -> str:
    """Give a page that tries these ways to the sentinel, and says so."""
    body = "".join(TRIES[name] for name in names)
    for word, value in (("URL/", f"{sentinel.url}/"), ('URL"', f'{sentinel.url}"')):
        body = body.replace(word, value)
    body = body.replace("HOST", sentinel.host).replace("PORT", str(sentinel.port))
    return f"<p id=p></p>{body}<script>p.textContent = 'tried'</script>"


@pytest.mark.parametrize("names", [PASSIVE, *((name,) for name in LEAVING)])
async def test_no_way_leads_there(
    browser: Browsing, sentinel: Sentinel, names: tuple[str, ...]
) -> None:
    path = f"/try/{names[0]}"
    browser.site.pages[path] = attempts(sentinel, *names)
    shown = (await browser.show(path, Screenshot(), Wait(milliseconds=300))).page
    assert sentinel.arrived == []
    assert b"secret" not in shown.body
    assert shown.moved_to or b"tried" in shown.body


SENDING = """<script>
    addEventListener("error", () => 0)
    for (const kind of ["stun", "turn"]) {
      const one = new RTCPeerConnection({iceServers: [
        {urls: `${kind}:HOST:PORT`, username: "a", credential: "b"}]})
      one.createDataChannel("x")
      one.createOffer().then((offer) => one.setLocalDescription(offer))
    }
    new WebTransport("https://HOST:PORT/t").ready.catch(() => 0)</script><p>sending</p>"""


@pytest.mark.parametrize("chromium", browsers(), ids=str)
async def test_no_browser_sends_datagrams_whatever_scripts_find_in_it(
    scripted: ScriptedSite, chromium: Path
) -> None:
    async with watching() as sentinel, browsing(scripted, chromium=chromium) as one:
        body = SENDING.replace("HOST", sentinel.host).replace("PORT", str(sentinel.port))
        scripted.pages["/sending"] = body
        assert "sending" in await one.text("/sending")
        async with one.renderer.pool.lent() as browser, browser.context() as (context, _):
            page = await context.new_page()
            await page.goto(scripted.url + "/sending")
            assert await page.evaluate("typeof RTCPeerConnection") == "function"
            await page.wait_for_timeout(500)
        assert sentinel.arrived == []


@pytest.mark.parametrize("spelling", SPELLINGS)
async def test_no_spelling_of_it_is_shown(
    browser: Browsing, sentinel: Sentinel, spelling: str
) -> None:
    browser.names.known["localhost"] = browser.names.known["inside.example"] = [["127.0.0.1"]]
    with pytest.raises(FetchFailed) as refused:
        await browser.show("/", base=f"http://{spelling}:{sentinel.port}")
    assert refused.value.reason is FetchError.FORBIDDEN_ADDRESS
    assert sentinel.arrived == []


async def test_no_redirect_leads_there(browser: Browsing, sentinel: Sentinel) -> None:
    browser.site.moves["/out"] = f"{sentinel.url}/redirected"
    browser.site.pages["/asks-out"] = (
        "<script>fetch('/out', {mode: 'no-cors'})</script><img src='/out'><script src='/out'>"
        "</script><iframe src='/out'></iframe>"
    )
    await browser.show("/asks-out", Screenshot())
    shown = (await browser.show("/out")).page
    assert (shown.moved_to, shown.body) == (f"{sentinel.url}/redirected", b"")
    assert browser.site.hits.count("/out") >= 5
    assert sentinel.arrived == []


async def test_a_name_that_changes_its_answer_does_not_lead_there(browser: Browsing) -> None:
    async with watching("127.0.0.2", browser.site.port) as elsewhere:
        browser.names.known["rebinding.example"] = [["127.0.0.1"], ["127.0.0.2"]]
        base = f"http://rebinding.example:{browser.site.port}"
        browser.site.pages["/rebinds"] = (
            "<script>for (let one = 0; one < 5; one++) fetch('/again?' + one)</script>"
        )
        shown = await browser.show("/rebinds", base=base)
        assert shown.page.status == 200
        assert browser.names.asked.count("rebinding.example") >= 2
        browser.names.known["mixed.example"] = [["127.0.0.1", "127.0.0.2"]]
        with pytest.raises(FetchFailed) as refused:
            await browser.show("/app", base=f"http://mixed.example:{browser.site.port}")
        assert refused.value.reason is FetchError.FORBIDDEN_ADDRESS
        assert elsewhere.arrived == []


async def test_an_address_of_ipv6_does_not_lead_there(browser: Browsing) -> None:
    async with watching("::1") as elsewhere:
        for base in (f"http://[::1]:{elsewhere.port}", f"https://[::1]:{elsewhere.port}"):
            with pytest.raises(FetchFailed) as refused:
                await browser.show("/", base=base)
            assert refused.value.reason is FetchError.FORBIDDEN_ADDRESS
        assert elsewhere.arrived == []


async def test_names_are_looked_up_by_nobody_but_the_guard(browser: Browsing) -> None:
    browser.site.pages["/unknown"] = "<img src='http://nowhere.example/'><p>looked</p>"
    assert "looked" in (await browser.show("/unknown", Screenshot())).page.body.decode()
    assert "nowhere.example" in browser.names.asked
    with pytest.raises(FetchFailed) as unknown:
        await browser.show("/", base="http://nobody.example")
    assert unknown.value.reason is FetchError.NAME_NOT_FOUND

"""Pages that say nothing until their scripts have run, and pages that try to get out."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

LATE = "The tide tables of Kestrel Point are printed on blue paper."
BEHIND = "Behind the wall the museum keeps its oldest clock."
FOUND = "Found for lighthouse: three towers on the coast."
SHADE = "In the shade of the component a sentence waits."
BATCHES, PER_BATCH = 5, 10
PAGES = {
    "/plain": f"<p>{LATE}</p>",
    "/app": """<div id="root"></div><script src="/app.js"></script>""",
    "/endless": """<ol id="list"></ol><script>
        let batch = 0, busy = false
        const more = async () => {
          if (busy || batch >= 5) return
          busy = true
          const items = await (await fetch(`/api/batch/${batch++}`)).json()
          for (const item of items) {
            const li = document.createElement("li")
            li.textContent = item
            li.style.height = "150px"
            document.getElementById("list").append(li)
          }
          busy = false
        }
        more()
        addEventListener("scroll", () => {
          if (innerHeight + scrollY >= document.body.scrollHeight - 50) more()
        })</script>""",
    "/consent": """<div id="wall"><button id="accept">Accept</button></div><main></main><script>
        document.getElementById("accept").onclick = async () => {
          document.getElementById("wall").remove()
          document.querySelector("main").innerHTML = await (await fetch("/api/behind")).text()
        }</script>""",
    "/search": """<form><input name="q"><output></output></form><script>
        document.forms[0].onsubmit = async (event) => {
          event.preventDefault()
          const asked = document.forms[0].q.value
          document.querySelector("output").textContent = await (
            await fetch("/api/search?q=" + encodeURIComponent(asked))).text()
        }</script>""",
    "/shade": f"""<my-note></my-note><script>
        customElements.define("my-note", class extends HTMLElement {{
          connectedCallback() {{
            this.attachShadow({{mode: "open"}}).innerHTML = "<p>{SHADE}</p>"
          }}
        }})</script>""",
    "/told": """<pre></pre><script>
        fetch("/api/told").then((one) => one.text()).then((text) => {
          document.querySelector("pre").textContent = text
        })</script>""",
    "/pictures": f"""<p>{LATE}</p><img src="/picture.png"><script>1</script>""",
    "/long": """<div style="height: 3000px; background: linear-gradient(red, blue)">long</div>""",
    "/busy": "<p>never done</p><script>while (true) {}</script>",
    "/download": """<p>stays</p><script>
        onload = () => { location.href = "/file.bin" }</script>""",
    "/elsewhere": """<p>going</p><script>location.href = window.name || "TARGET"</script>""",
    "/within": """<p>going</p><script>history.pushState({}, "", "/home");
        document.body.append("at home")</script>""",
    "/latin": "<meta charset=iso-8859-1><p id=p></p><script>p.textContent = 'maçã — 月'</script>",
    "/greedy": "<p>greedy</p><script>fetch('/huge').then((one) => one.arrayBuffer())</script>",
    "/private-script": """<p id="p">none</p><script src="/private/late.js"></script>""",
    "/private-page": """<p>going</p><script>location.href = "/private/home"</script>""",
}
SCRIPT = """fetch("/api/late").then((one) => one.text()).then((text) => {
  document.getElementById("root").innerHTML = `<h1>Tides</h1><p>${text}</p><a href="/plain">on</a>`
})"""


@dataclass
class ScriptedSite:
    """The running site, what it was asked for, and with which headers."""

    url: str = ""
    port: int = 0
    hits: list[str] = field(default_factory=list)
    sent: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=lambda: dict(PAGES))
    moves: dict[str, str] = field(default_factory=dict)


@asynccontextmanager
async def serve_scripts() -> AsyncIterator[ScriptedSite]:
    """Serve a fresh site on a free loopback port."""
    site = ScriptedSite()
    runner = web.AppRunner(_application(site), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        endpoint = web.TCPSite(runner, "127.0.0.1", 0)
        await endpoint.start()
        site.port = runner.addresses[0][1]
        site.url = f"http://127.0.0.1:{site.port}"
        yield site
    finally:
        await runner.cleanup()


def _application(site: ScriptedSite) -> web.Application:
    async def answer(request: web.Request) -> web.StreamResponse:
        site.hits.append(request.path)
        site.sent.setdefault(request.path, []).append(_low(request.headers))
        if request.path in site.moves:
            return web.Response(status=302, headers={"Location": site.moves[request.path]})
        if request.path in site.pages:
            page = f"<!DOCTYPE html><title>A page</title>{site.pages[request.path]}"
            kept = {"Set-Cookie": "kept=yes", "X-Told": "once"}
            return web.Response(text=page, content_type="text/html", headers=kept)
        return _other(request)

    application = web.Application()
    application.router.add_route("*", "/{path:.*}", answer)
    return application


def _low(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


def _other(request: web.Request) -> web.StreamResponse:
    path = request.path
    if path == "/app.js":
        return web.Response(text=SCRIPT, content_type="text/javascript")
    if path.startswith("/api/batch/"):
        first = int(path.rpartition("/")[2]) * PER_BATCH
        return web.json_response([f"Item number {first + one}" for one in range(PER_BATCH)])
    texts = {
        "/api/late": LATE,
        "/api/behind": f"<p>{BEHIND}</p>",
        "/api/search": FOUND.replace("lighthouse", request.query.get("q", "")),
        "/api/told": "\n".join(f"{name}: {value}" for name, value in request.headers.items()),
        "/private/late.js": "p.textContent = 'private'",
    }
    if path in texts:
        kind = "text/javascript" if path.endswith(".js") else "text/plain"
        return web.Response(text=texts[path], content_type=kind)
    if path == "/file.bin":
        return web.Response(body=b"\0" * 1_000, content_type="application/octet-stream")
    if path == "/huge":
        return web.Response(body=bytes(3_000_000), content_type="application/octet-stream")
    return web.Response(status=404, text="missing")

"""What Aurora itself asks of a document, in a world apart from the page's own scripts.

These few programs are Aurora's; nothing of a user's is ever run.
"""

from typing import Any

from playwright.async_api import CDPSession

from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.web.decoding import too_large

HEIGHT = """
Math.max(document.documentElement?.scrollHeight ?? 0, document.body?.scrollHeight ?? 0)
"""
# many applications fill the window with a box that scrolls in the place of the document
BOXES = """
[...document.querySelectorAll("*")].filter((one) =>
  one !== document.scrollingElement &&
  one.scrollHeight > one.clientHeight &&
  2 * one.clientHeight >= innerHeight && 2 * one.clientWidth >= innerWidth &&
  ["auto", "scroll"].includes(getComputedStyle(one).overflowY))
"""
EXTENT = f"{BOXES}.reduce((sum, box) => sum + box.scrollHeight, {HEIGHT})"
TO_THE_END = f"""
window.scrollTo({{top: {HEIGHT}, behavior: "instant"}})
for (const box of {BOXES}) box.scrollTo({{top: box.scrollHeight, behavior: "instant"}})
"""
# shadow trees are written where they are shown, with what is slotted into them, and so is what
# frames of the page's own origin show
WRITTEN = """
((limit) => {
  const root = document.documentElement
  if (!root) return ""
  const inert = document.implementation.createHTMLDocument("")
  const framed = (node) => {
    if (node.localName !== "iframe" || node.offsetWidth < 2 || node.offsetHeight < 2) return null
    try { return node.contentDocument?.body ?? null } catch { return null }
  }
  const flat = (node) => {
    const inner = framed(node)
    const copy = inner ? inert.createElement("div") : inert.importNode(node, false)
    if (node.ownerDocument !== document) {
      for (const name of ["href", "src"]) {
        if (typeof node[name] === "string" && node[name]) copy.setAttribute(name, node[name])
      }
    }
    const slotted = node.localName === "slot" ? node.assignedNodes() : []
    const within = inner ?? node.shadowRoot ?? node
    for (const child of slotted.length ? slotted : within.childNodes) copy.appendChild(flat(child))
    return copy
  }
  const deeper = (one) => one.shadowRoot || framed(one)
  let written = root.outerHTML
  if ([...document.querySelectorAll("*")].some(deeper)) {
    try { written = flat(root).outerHTML } catch { /* too deep: as it is */ }
  }
  if (written.length > limit) return written.length
  const type = document.doctype
  return (type ? new XMLSerializer().serializeToString(type) : "") + written
})
"""


class Document:
    """The document of a page, whichever it is at the moment."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session

    async def height(self) -> int:
        """Give how high it is."""
        return await self._counted(HEIGHT)

    async def extent(self) -> int:
        """Give how much there is to scroll: its height and that of its large boxes."""
        return await self._counted(EXTENT)

    async def scroll_to_end(self) -> None:
        """Show its end, and that of each large box."""
        await self._evaluated(TO_THE_END)

    async def written(self, limit: int) -> bytes:
        """Give it as HTML; raise FetchFailed where it is larger than the limit."""
        value = await self._evaluated(f"({WRITTEN})({limit})")
        if not isinstance(value, str):
            raise too_large(limit)
        html = value.encode("utf-8", "replace")
        if len(html) > limit:
            raise too_large(limit)
        return html

    async def _counted(self, program: str) -> int:
        value = await self._evaluated(program)
        return int(value) if isinstance(value, int | float) else 0

    async def _evaluated(self, program: str) -> object:
        tree = await self._session.send("Page.getFrameTree")
        frame = {"frameId": tree["frameTree"]["frame"]["id"], "worldName": "aurora"}
        world = await self._session.send("Page.createIsolatedWorld", frame)
        asked = {
            "expression": program,
            "contextId": world["executionContextId"],
            "returnByValue": True,
        }
        answer: dict[str, Any] = await self._session.send("Runtime.evaluate", asked)
        if "exceptionDetails" in answer:
            raise FetchFailed(FetchError.RENDERING, "the browser cannot read its own page")
        return answer["result"].get("value")

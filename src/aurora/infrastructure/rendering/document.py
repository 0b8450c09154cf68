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
TO_THE_END = f"""
window.scrollTo({{top: {HEIGHT}, behavior: "instant"}})
"""
# open shadow trees are written where they are shown, with what is slotted into them
WRITTEN = """
((limit) => {
  const root = document.documentElement
  if (!root) return ""
  const inert = document.implementation.createHTMLDocument("")
  const flat = (node) => {
    const copy = inert.importNode(node, false)
    const slotted = node.localName === "slot" ? node.assignedNodes() : []
    const within = node.shadowRoot ?? node
    for (const child of slotted.length ? slotted : within.childNodes) copy.appendChild(flat(child))
    return copy
  }
  let written = root.outerHTML
  if ([...document.querySelectorAll("*")].some((one) => one.shadowRoot)) {
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
        value = await self._evaluated(HEIGHT)
        return int(value) if isinstance(value, int | float) else 0

    async def scroll_to_end(self) -> None:
        """Show its end."""
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

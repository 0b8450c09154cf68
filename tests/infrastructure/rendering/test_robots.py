"""Nothing that a page tries asks for what robots.txt forbids."""

import pytest
from tests.infrastructure.rendering.browsing import Browsing

from aurora.domains.perception.rendering import Click, Screenshot, Wait

# each is tried with an address below /private/ in the place of URL
WAYS = {
    "script": '<script src="URL"></script>',
    "worker": "<script>new Worker(URL.createObjectURL(new Blob([\"fetch('URL')\"])))</script>",
    "shared": """<script>try { new SharedWorker("data:text/javascript,fetch('URL')") } catch {}
        </script>""",
    "shared-in-frame": """<iframe id=i></iframe><script>
        try { new i.contentWindow.SharedWorker("data:text/javascript,fetch('URL')") } catch {}
        </script>""",
    "sandboxed": """<iframe sandbox="allow-scripts" srcdoc="<script>fetch('URL')</script>">
        </iframe>""",
    "popup": "<script>open('URL')</script>",
    "form": '<form method=post target=_blank action="URL"></form>'
    "<script>document.forms[0].submit()</script>",
}


@pytest.mark.parametrize("way", WAYS)
async def test_no_way_leads_there(browser: Browsing, way: str) -> None:
    body = WAYS[way].replace("'URL'", f"'{browser.site.url}/private/it'")
    browser.site.pages["/tries"] = "<p>tries</p>" + body.replace('"URL"', '"/private/it"')
    shown = await browser.text("/tries", Screenshot(), Wait(milliseconds=500))
    assert "tries" in shown
    assert not any(path.startswith("/private/") for path in browser.site.hits)


async def test_a_link_to_a_window_of_its_own_opens_none(browser: Browsing) -> None:
    browser.site.pages["/links"] = '<a id=a target=_blank href="/plain">on</a>'
    assert "on" in await browser.text("/links", Click(selector="#a"))
    assert "/plain" not in browser.site.hits

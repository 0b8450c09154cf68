"""What is struck out no longer holds, and is read so."""

import pytest
from tests.infrastructure.extraction.converting import URL

from aurora.infrastructure.extraction.page import Source, read
from aurora.infrastructure.web.urls import AdaUrls

PROSE = "The master of the harbour keeps the key of the lamp room and hands it to the pilot. " * 6
STRUCK = "text-decoration:line-through"


def text(html: str) -> str:
    page = f"<title>Rules</title><article><h1>Rules</h1><p>{PROSE}</p>{html}<p>{PROSE}</article>"
    found = read(Source(content=page.encode(), content_type="text/html", url=URL), AdaUrls())
    return found.text.replace(PROSE.strip(), "").replace("# Rules", "").strip()


@pytest.mark.parametrize(
    ("html", "read"),
    [
        ("<p><del>A pilot waits.</del> (Repealed)</p>", "~~A pilot waits.~~ (Repealed)"),
        (f"<p style='{STRUCK}'>A pilot waits.</p>", "~~A pilot waits.~~"),
        (f"<p>For <span style='color: red; {STRUCK}'>20</span> 30 days</p>", "For ~~20~~ 30 days"),
        ("<p>For <b style='TEXT-DECORATION-LINE: underline line-through'>20</b> 30 days</p>",
         "For ~~20~~ 30 days"),
        (f"<div style='{STRUCK}'>One <b>boat</b><br>or two<p>or three</p></div>",
         "~~One boat~~\n~~or two~~\n\n~~or three~~"),
        (f"<ul><li style='{STRUCK}'>One boat<li>two boats</ul>", "- ~~One boat~~\n- two boats"),
        (f"<ul><li><p style='{STRUCK}'>One</p><img style='{STRUCK}' alt=''><li>two boats</ul>",
         "- ~~One~~\n- two boats"),
        (f"<p style='{STRUCK}'><s>One boat</s> or two</p>", "~~One boat or two~~"),
        (f"<table><tr><th>Boat<th>Fee<tr style='{STRUCK}'><td>Ada<td><b>9</b><tr><td>Eve<td>8"
         "</table>", "| Boat | Fee |\n| --- | --- |\n| ~~Ada~~ | ~~9~~ |\n| Eve | 8 |"),
        (f"<div style='{STRUCK}'><table><tr><th>Boat<th>Fee<tr><td>Ada<td>9</table></div>",
         "| ~~Boat~~ | ~~Fee~~ |\n| --- | --- |\n| ~~Ada~~ | ~~9~~ |"),
        ("<p style='text-decoration:none'>One boat</p>", "One boat"),
        ("<p data-style='x' style='--line-through:1'>One boat</p>", "One boat"),
    ],
)  # fmt: skip
def test_the_text_shows_what_is_struck_out(html: str, read: str) -> None:
    assert text(html) == read

"""The steps that are declared for a page, taken in a real chromium."""

import pytest
from tests.infrastructure.rendering.browsing import Browsing
from tests.site.scripted import BATCHES, BEHIND, FOUND, LATE, PER_BATCH

from aurora.domains.perception.rendering import Click, Press, Scroll, Step, Wait, Write
from aurora.domains.perception.types import FetchError, FetchFailed


async def test_a_list_without_end_is_scrolled_to_its_end(browser: Browsing) -> None:
    first = await browser.text("/endless")
    assert f"Item number {PER_BATCH * 2}" not in first
    whole = await browser.text("/endless", Scroll(times=20))
    assert f"Item number {BATCHES * PER_BATCH - 1}<" in whole


BOX = """<style>{css} .row {{ height: 300px }}</style><nav>menu</nav><main id=box></main><script>
    const more = () => {{
      const rows = box.children.length
      if (rows < 20) box.insertAdjacentHTML("beforeend", `<p class=row>row ${{rows + 1}}.</p>`)
      if (rows % 5 !== 4) more()
    }}
    more()
    const scrolled = {scrolled}
    scrolled.addEventListener("scroll", () => {{
      if (scrolled.scrollTop + scrolled.clientHeight >= scrolled.scrollHeight - 5) more()
    }})</script>"""
BOXES = [
    ("main { height: 90vh; overflow-y: scroll }", "box"),
    ("html, body { height: 100%; overflow: hidden } body { overflow-y: auto }", "document.body"),
]


@pytest.mark.parametrize(("css", "scrolled"), BOXES)
async def test_a_list_is_scrolled_in_the_box_that_fills_the_window(
    browser: Browsing, css: str, scrolled: str
) -> None:
    browser.site.pages["/box"] = BOX.format(css=css, scrolled=scrolled)
    assert "row 20." not in await browser.text("/box")
    assert "row 20." in await browser.text("/box", Scroll(times=10))


async def test_a_wall_is_clicked_away(browser: Browsing) -> None:
    assert BEHIND not in await browser.text("/consent")
    steps = (Click(selector="#accept"), Wait(selector="main p"))
    assert BEHIND in await browser.text("/consent", *steps)


async def test_a_field_is_typed_into_and_a_key_pressed(browser: Browsing) -> None:
    steps = (Write(selector="[name=q]", text="lighthouse"), Press(key="Enter", selector="[name=q]"))
    assert FOUND in await browser.text("/search", *steps)
    typed = (Click(selector="[name=q]"), Press(key="l"), Press(key="Enter"), Wait(milliseconds=50))
    assert "Found for l:" in await browser.text("/search", *typed)


BAD: list[tuple[Step, str]] = [
    (Click(selector="#none", patience=50), r"step 1 \(click\): nothing to be found by '#none'"),
    (Click(selector="p:nth-child(", patience=50), r"step 1 \(click\): the browser does not"),
    (Press(key="Hyper+Q"), r"step 1 \(press\): the browser does not understand it"),
    (Wait(selector="#none", milliseconds=50), r"step 1 \(wait\): nothing"),
    (Write(selector="#none", text="secret", patience=50), r"step 1 \(write\): nothing"),
]


@pytest.mark.parametrize(("step", "says"), BAD)
async def test_a_step_that_cannot_be_taken_is_named(
    browser: Browsing, step: Step, says: str
) -> None:
    with pytest.raises(FetchFailed, match=says) as failed:
        await browser.show("/plain", step)
    assert failed.value.reason is FetchError.RENDERING
    assert "secret" not in str(failed.value)


KEPT = """<style>.veil { position: fixed; inset: 0 }</style><p id=text>text</p><button>Go</button>
    <a href=x hidden>x</a><input name=still readonly><input name=gone style="display: none">
    <input type=Checkbox name=yes>
    <script>const veil = (value) => document.body.insertAdjacentHTML("beforeend",
      `<label class="veil" data-value="${value}" role="dialog"><b>veil</b></label>`)</script>
    <input name=key oninput="veil(this.value)">"""
KEEPING: list[tuple[Step, str]] = [
    (Click(selector="button", patience=300),
     r"\(click\): what 'button' finds is covered by <label class=\"veil\" role=\"dialog\">$"),
    (Click(selector="a", patience=100), r"\(click\): what 'a' finds is not visible$"),
    (Wait(selector="a", milliseconds=100), r"\(wait\): what 'a' finds is not visible$"),
    (Write(selector="#text", text="x"), r"\(write\): what '#text' finds takes no text$"),
    (Write(selector="[name=still]", text="x"), r"\(write\): .* takes no text$"),
    (Write(selector="[name=yes]", text="x"), r"\(write\): .* takes no text$"),
    (Write(selector="[name=gone]", text="x", patience=100), r"\(write\): .* is not visible$"),
]  # fmt: skip


@pytest.mark.parametrize(("step", "says"), KEEPING)
async def test_a_step_says_what_keeps_it_from_what_is_there(
    browser: Browsing, step: Step, says: str
) -> None:
    browser.site.pages["/kept"] = KEPT
    with pytest.raises(FetchFailed, match=says) as failed:
        await browser.show("/kept", Write(selector="[name=key]", text="hush"), step)
    assert "hush" not in str(failed.value)


async def test_a_click_that_is_optional_may_find_nothing(browser: Browsing) -> None:
    step = Click(selector="#none", patience=50, optional=True)
    assert LATE in await browser.text("/plain", step)

"""Pages with scripts, as a real chromium shows them."""

from collections.abc import AsyncIterator

import pytest
from tests.infrastructure.rendering.browsing import AGENT, Browsing, browsing
from tests.site.scripted import BEHIND, FOUND, LATE, SHADE, ScriptedSite

from aurora.domains.perception.rendering import Screenshot, Wait
from aurora.domains.perception.types import FetchError, FetchFailed
from aurora.infrastructure.rendering.limits import RenderLimits

PNG = b"\x89PNG\r\n\x1a\n"


async def test_what_scripts_fetch_after_loading_is_there(browser: Browsing) -> None:
    shown = (await browser.show("/app")).page
    assert LATE in shown.body.decode()
    assert '<a href="/plain">' in shown.body.decode()
    assert (shown.url, shown.status, shown.rendered) == (browser.site.url + "/app", 200, True)
    assert shown.media_type == "text/html"
    assert shown.headers["x-told"] == "once"
    assert "set-cookie" not in shown.headers
    assert shown.body.startswith(b"<!DOCTYPE html>")


@pytest.mark.parametrize(("milliseconds", "drawn"), [(700, True), (30_000, False)])
async def test_an_application_that_draws_by_a_timer_is_waited_for(
    scripted: ScriptedSite, milliseconds: int, drawn: bool
) -> None:
    asked = f'<div class="cookie-consent">{"We value your privacy. " * 50}</div>'
    scripted.pages["/timed"] = f"""<div id="__next"><header>Menu</header></div>{asked}<script>
        setTimeout(() => {{ document.getElementById("__next").innerHTML = "{LATE}" }},
          {milliseconds})</script>"""
    async with browsing(scripted, RenderLimits(quiet=0.2, settle=3.0)) as one:
        text = await one.text("/timed")
    assert (f">{LATE}</div>" in text, ">Menu<" in text) == (drawn, not drawn)


async def test_open_components_are_written_where_they_are_shown(browser: Browsing) -> None:
    assert f"<my-note><p>{SHADE}</p></my-note>" in await browser.text("/shade")


async def test_closed_components_are_written_as_well(browser: Browsing) -> None:
    shade = browser.site.pages["/shade"].replace('"open"', '"closed"')
    browser.site.pages["/closed"] = shade.replace("my-note", "my-other")
    assert f"<my-other><p>{SHADE}</p></my-other>" in await browser.text("/closed")


async def test_frames_of_the_same_origin_are_written_where_they_stand(browser: Browsing) -> None:
    other = f"http://other.example:{browser.site.port}/plain"
    browser.names.known["other.example"] = [["127.0.0.1"]]
    browser.site.pages["/in/framed"] = f"<a href=b>{BEHIND}</a><div id=x></div><script>" + (
        "document.querySelector('#x').attachShadow({mode: 'closed'}).innerHTML = 'deep'</script>"
    )
    browser.site.pages["/frames"] = f"""<p>before</p><iframe src=/in/framed></iframe><p>between</p>
        <iframe srcdoc="<i>as written</i>"></iframe><iframe src="{other}"></iframe>
        <iframe style="display: none" srcdoc="unseen"></iframe><p>after</p>"""
    text = await browser.text("/frames")
    link = f'<a href="{browser.site.url}/in/b">{BEHIND}</a>'
    assert text.index("before") < text.index(link) < text.index("between")
    assert '<div id="x">deep</div>' in text
    assert "<div><i>as written</i></div>" in text
    assert LATE not in text
    assert browser.site.hits == ["/frames", "/in/framed"]


async def test_pictures_are_taken_of_what_is_seen_and_of_the_whole(browser: Browsing) -> None:
    shown = await browser.show("/long", Screenshot(), Screenshot(full_page=True))
    seen, whole = (_size(picture) for picture in shown.screenshots)
    assert seen == (1280, 1024)
    assert whole[0] == 1280
    assert 3000 <= whole[1] <= 3100


@pytest.mark.parametrize(
    ("limits", "heights", "told"),
    [
        (RenderLimits(picture_height=2_000), [1024, 2_000],
         "step 3 (screenshot): the picture shows the first 2,000 of "),
        (RenderLimits(picture=40_000), [1024],
         "step 3 (screenshot): the picture is larger than 40,000 bytes"),
    ],
)  # fmt: skip
async def test_a_picture_that_grows_too_large_costs_itself_and_not_the_page(
    scripted: ScriptedSite, limits: RenderLimits, heights: list[int], told: str
) -> None:
    steps = (Screenshot(), Wait(milliseconds=1), Screenshot(full_page=True))
    async with browsing(scripted, limits) as one:
        shown = await one.show("/long", *steps)
    assert [_size(picture)[1] for picture in shown.screenshots] == heights
    assert [reason.startswith(told) for reason in shown.reasons] == [True]
    assert b">long</div>" in shown.page.body


def _size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(PNG)
    return int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")


async def test_images_are_asked_for_only_where_a_picture_is_wanted(browser: Browsing) -> None:
    await browser.show("/pictures")
    assert "/picture.png" not in browser.site.hits
    await browser.show("/pictures", Screenshot())
    assert "/picture.png" in browser.site.hits


async def test_no_page_takes_away_what_stands_around_a_picture_that_was_not_asked_for(
    browser: Browsing,
) -> None:
    far = "http://far.example/picture.png"
    browser.site.pages["/mending"] = f"""<figure><img src="/picture.png"
        onerror="this.closest('figure').remove()"><figcaption>{BEHIND}</figcaption></figure>
        <p><img src="{far}" crossorigin onload="this.after(this.naturalWidth > 1 ? 'wide' : 'one')"
        onerror="this.parentNode.remove()">{FOUND}</p>"""
    text = await browser.text("/mending")
    assert BEHIND in text
    assert f">wide{FOUND}</p>" in text
    assert browser.site.hits == ["/mending"]
    assert browser.names.asked == ["127.0.0.1"]


async def test_the_browser_says_who_asks(browser: Browsing) -> None:
    assert f"User-Agent: {AGENT}" in await browser.text("/told")


async def test_headers_and_cookies_go_to_the_host_that_they_are_meant_for(
    browser: Browsing,
) -> None:
    own = {"X-Key": "hush", "Cookie": "a=1; b=2"}
    mine = browser.site.url + "/told"
    told = await browser.text("/told", headers=lambda url: own if url.startswith(mine) else {})
    assert "hush" not in told  # the script's own request is not at that URL
    first = browser.site.sent["/told"][0]
    assert (first["x-key"], first["cookie"]) == ("hush", "a=1; b=2")
    assert "a=1; b=2; kept=yes" in told


async def test_they_follow_no_redirect_elsewhere(browser: Browsing) -> None:
    other = f"http://other.example:{browser.site.port}"
    browser.names.known["other.example"] = [["127.0.0.1"]]
    browser.site.moves["/away"] = f"{other}/api/told"
    browser.site.pages["/asks"] = "<pre>no</pre><script>fetch('/away').catch(() => 0)</script>"
    await browser.show("/asks", headers=lambda url: _own(url, browser.site.url))
    assert browser.site.sent["/away"][0]["x-key"] == "hush"
    assert [sent.get("x-key") for sent in browser.site.sent["/api/told"]] == [None]


def _own(url: str, base: str) -> dict[str, str]:
    return {"X-Key": "hush"} if url.startswith(base) else {}


async def test_no_page_sees_what_another_one_left(browser: Browsing) -> None:
    await browser.show("/plain")
    assert "kept=yes" not in (await browser.show("/plain")).page.body.decode()
    assert all("cookie" not in sent for sent in browser.site.sent["/plain"])


async def test_a_page_is_written_in_the_encoding_that_its_headers_name(browser: Browsing) -> None:
    shown = (await browser.show("/latin")).page
    assert shown.headers["content-type"] == "text/html; charset=utf-8"
    assert "maçã — 月" in shown.body.decode()


async def test_an_address_that_scripts_change_is_the_pages(browser: Browsing) -> None:
    shown = (await browser.show("/within")).page
    assert shown.url == browser.site.url + "/home"
    assert "at home" in shown.body.decode()


async def test_a_page_of_an_application_is_shown_by_its_fragment(browser: Browsing) -> None:
    browser.site.pages["/routed"] = """<main></main><script>const draw = () => {
        document.querySelector("main").textContent = `at ${location.hash || "home"}` }
      if (location.hash === "#/old") location.hash = "#/new"
      addEventListener("hashchange", draw); draw()</script>"""
    url = browser.site.url + "/routed"
    for asked, ended, said in (
        ("#/a", "#/a", "#/a"),
        ("#/old", "#/new", "#/new"),
        ("", "", "home"),
    ):
        shown = (await browser.show("/routed" + asked)).page
        assert shown.url == url + ended
        assert f"at {said}</main>" in shown.body.decode()
    assert set(browser.asked) == {url}


async def test_a_page_that_leads_elsewhere_is_not_followed(browser: Browsing) -> None:
    target = f"http://other.example:{browser.site.port}/plain"
    browser.names.known["other.example"] = [["127.0.0.1"]]
    browser.site.pages["/goes"] = f"<p>going</p><script>location.href = '{target}'</script>"
    shown = (await browser.show("/goes")).page
    assert shown.moved_to == target
    assert "/plain" not in browser.site.hits


async def test_what_robots_forbids_is_not_asked_for(browser: Browsing) -> None:
    assert "private</p>" not in await browser.text("/private-script")
    with pytest.raises(FetchFailed, match=r"robots\.txt refuses"):
        await browser.show("/private-page")
    browser.site.moves["/leads"] = "/private/home"
    with pytest.raises(FetchFailed, match=r"robots\.txt refuses"):
        await browser.show("/leads")
    assert not any(path.startswith("/private/") for path in browser.site.hits)


async def test_a_download_is_refused(browser: Browsing) -> None:
    assert "stays" in await browser.text("/download")
    with pytest.raises(FetchFailed) as refused:
        await browser.show("/file.bin")
    assert refused.value.reason is FetchError.MEDIA_TYPE


@pytest.fixture(scope="module")
async def narrow(scripted: ScriptedSite) -> AsyncIterator[Browsing]:
    limits = RenderLimits(seconds=4, quiet=0.1, settle=1, close=2, wire=1_000_000, html=10_000)
    async with browsing(scripted, limits) as one:
        yield one


async def test_a_page_that_never_ends_fails_alone(narrow: Browsing) -> None:
    await narrow.show("/plain")
    with pytest.raises(FetchFailed) as late:
        await narrow.show("/busy")
    assert late.value.reason is FetchError.TIMEOUT
    assert LATE in await narrow.text("/app")


@pytest.mark.parametrize("path", ["/greedy", "/wordy"])
async def test_a_page_may_not_fetch_or_say_without_end(narrow: Browsing, path: str) -> None:
    narrow.site.pages["/wordy"] = "<script>document.write('word '.repeat(9000))</script>"
    with pytest.raises(FetchFailed) as large:
        await narrow.show(path)
    assert large.value.reason is FetchError.TOO_LARGE


async def test_a_fault_of_auroras_own_is_no_page(browser: Browsing) -> None:
    async def broken(url: str) -> None:
        raise LookupError(url)

    with pytest.raises(LookupError):
        await browser.renderer.render(browser.site.url + "/plain", permit=broken)
    assert browser.site.hits == []


async def test_a_page_that_ends_at_no_address_fails(browser: Browsing) -> None:
    long = "x" * 3_000
    browser.site.pages["/long-address"] = f"<script>history.pushState(0, '', '/{long}')</script>"
    with pytest.raises(FetchFailed, match="at no address") as failed:
        await browser.show("/long-address")
    assert failed.value.reason is FetchError.RENDERING

"""Panels of tabs are read under their names."""

import pytest

from aurora.domains.writing import Form, write
from aurora.infrastructure.extraction.charset import Text
from aurora.infrastructure.extraction.convert import convert
from aurora.infrastructure.extraction.hidden import hidden
from aurora.infrastructure.extraction.parsed import parse
from aurora.infrastructure.extraction.tabs import tabs
from aurora.infrastructure.extraction.targets import Targets

NAMED = "**npm**\n\nadd it\n\n**Yarn**\n\nput it"


def text(html: str) -> str:
    page = parse(Text(html, html.encode()), "https://example.org/")
    assert page
    assert page.tree.body
    told = tabs(page)
    left_out = hidden(page.tree) | told.lists
    found = convert((page.tree.body,), left_out, Targets(None), told.names)
    return write(found.blocks, Form.MARKDOWN).text


def tabbed(*names: str, panels: str = "<p>add it</p>|<p>put it</p>") -> str:
    tabs = "".join(f"<li role=tab>{name}</li>" for name in names)
    held = "".join(f"<div role=tabpanel>{panel}</div>" for panel in panels.split("|"))
    return f"<div><ul role=tablist>{tabs}</ul><div>{held}</div></div>"


@pytest.mark.parametrize(
    "html",
    [
        tabbed("npm", "Yarn"),
        tabbed("npm <b>npm</b>", "Yarn"),
        """<div class=tabbed-set><input type=radio><div class=tabbed-labels><label>npm</label>
        <label>Yarn</label></div><div class=tabbed-content><div class=tabbed-block>add it</div>
        <div class=tabbed-block>put it</div></div></div>""",
        """<ul class="nav nav-tabs"><li><a href="#n" data-toggle=tab>npm</a></li>
        <li><a href="#y" data-toggle=tab>Yarn</a></li></ul>
        <div class=tab-content><div class="tab-pane" id=n>add it</div>
        <section><div class=tab-pane id=y>put it</div></section></div>""",
        """<div role=tablist><button role=tab id=n>npm</button><button role=tab id=y>Yarn</button>
        </div><p role=tabpanel aria-labelledby=n>add it</p>
        <p role=tabpanel aria-labelledby=y>put it</p>""",
        """<div role=tablist><button role=tab aria-controls=n>npm</button>
        <button role=tab aria-controls=y>Yarn</button></div>
        <p role=tabpanel id=n>add it</p><p role=tabpanel id=y>put it</p>""",
        """<div class=ant-tabs><div role=tablist class=ant-tabs-nav><style>a{}</style>
        <div class=ant-tabs-nav-wrap><div class=ant-tabs-nav-list><div class=ant-tabs-tab>
        <div role=tab>npm</div></div><div class=ant-tabs-tab><div role=tab>Yarn</div></div></div>
        </div><div><button>…</button></div></div><div class=ant-tabs-content-holder>
        <div class=ant-tabs-content><div role=tabpanel>add it</div><div role=tabpanel>put it</div>
        </div></div></div>""",
        """<div class=vp-code-group><div class=tabs><input type=radio id=n><label for=n>npm</label>
        <input type=radio id=y><label for=y>Yarn</label></div><div class=blocks>
        <div class='language-sh active'>add it</div><div class=language-sh>put it</div></div>
        </div>""",
    ],
)
def test_each_panel_is_read_under_its_name(html: str) -> None:
    assert text(html) == NAMED


def test_sets_of_tabs_that_follow_one_another_keep_apart() -> None:
    other = tabbed("pip", "uv", panels="get it|use it")
    assert (
        text(tabbed("npm", "Yarn") + other) == f"{NAMED}\n\n**pip**\n\nget it\n\n**uv**\n\nuse it"
    )


def test_tabs_within_a_panel_are_named_too() -> None:
    inner = tabbed("pip", "uv", panels="get it|use it")
    whole = tabbed("npm", "Yarn", panels=f"add it{inner}|put it")
    assert text(whole) == (
        "**npm**\n\nadd it\n\n**pip**\n\nget it\n\n**uv**\n\nuse it\n\n**Yarn**\n\nput it"
    )


def test_a_name_at_the_head_of_its_panel_is_not_said_again() -> None:
    panels = "<h2>Npm</h2>add it|<p>put it"
    assert text(tabbed("npm", "Yarn", panels=panels)) == "## Npm\n\nadd it\n\n**Yarn**\n\nput it"


@pytest.mark.parametrize(
    "html",
    [
        tabbed("1", "2"),
        tabbed("Slide 1", "Slide 2"),
        tabbed("npm", "Yarn", "pnpm"),
        tabbed("npm", f"Yarn {'and so on ' * 9}"),
        "<ul role=tablist><li>npm<li>Yarn</ul>",
    ],
    ids=["numbers", "counted", "more names than panels", "a sentence", "no panels"],
)
def test_what_is_no_name_of_a_panel_stays_where_it_is(html: str) -> None:
    assert "**" not in text(html)
    assert text(html).startswith("- ")


def test_a_list_that_holds_its_panels_is_read() -> None:
    tabs = "".join(
        f"<h3 role=tab id={name}>{name}</h3><div role=tabpanel aria-labelledby={name}>{said}</div>"
        for name, said in (("npm", "add it"), ("Yarn", "put it"))
    )
    assert text(f"<div role=tablist><div>{tabs}</div></div>") == (
        "### npm\n\nadd it\n\n### Yarn\n\nput it"
    )


def test_what_is_left_out_is_not_named() -> None:
    html = tabbed("npm", "Yarn").replace("<div role=tabpanel>", "<div role=tabpanel hidden>", 1)
    assert text(html.replace("hidden>", "style='display:none'>")) == "**Yarn**\n\nput it"

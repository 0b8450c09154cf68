"""Selectors that no browser reads as CSS are told before a page is asked for."""

import pytest

from aurora.domains.perception.css import selector_fault

NOT_READ = "cannot be read as such"


@pytest.mark.parametrize(
    "selector",
    [
        "#accept", "[name=q]", "main p", "a:hover > b + i ~ u", "*", "a, b", "svg|path", "&.on",
        "li:nth-child(2n + 1)", "a:not([href^='http'], .x):is(:focus-visible, :popover-open)",
        "[title='a (b] >> :has-text(c)']", '[title="it\\"s"]', "a[href=x i]", r".\31 0\/2",
        r"md\:w-1\/2", r".\"a", "my-element", "> a", "ação",
        ":host(.x) b", "a /* > */ b", "a:has(> img)", "p:lang(pt)", "input:-webkit-autofill",
    ],
)  # fmt: skip
def test_what_may_be_css_is_left_to_the_browser(selector: str) -> None:
    assert selector_fault(selector) is None


@pytest.mark.parametrize(
    ("selector", "why"),
    [
        ("a >> js=1", "without >>"),
        ("button:has-text('x')", "has no :has-text"),
        ("ul :is(li:Visible)", "has no :Visible"),
        ("p:contains(x)", "has no :contains"),
        ("h1::text", "no more than parts"),
        *(
            (selector, NOT_READ)
            for selector in (
                "div[", "text=one", "//div", "a)", "a:is(b", "[a='b]", "'a'", "a >", "a,,b", " ",
                "a..b", "#1", "1a", "a b 2", "a[]", "a{}", "xpath=//a", "a > > b", "a:", "a, .",
            )
        ),
    ],
)  # fmt: skip
def test_what_is_no_css_is_refused(selector: str, why: str) -> None:
    assert why in (selector_fault(selector) or "")


@pytest.mark.parametrize("piece", ["(", "[", "\\", "'", "/*", ":a", ">", "''", "[(", "a "])
def test_no_selector_takes_long(piece: str) -> None:
    selector_fault(piece * 500)

"""What `aurora crawl` asks for, in the words of a request."""

from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from aurora.cli.crawl_options import planned
from aurora.domains.perception.fields import Field
from aurora.domains.perception.rendering import Click, Scroll
from aurora.domains.perception.types import Preference


def asked(*arguments: str) -> dict[str, Any]:
    """Give the plan that the options come to."""
    told: dict[str, Any] = {}

    @click.command()
    @planned
    def command(plan: dict[str, Any]) -> None:
        told.update(plan)

    result = CliRunner().invoke(command, list(arguments))
    if result.exit_code:
        raise click.UsageError(result.output)
    return told


def test_without_options_nothing_unusual_is_asked_for() -> None:
    plan = asked()
    assert (plan["depth"], plan["page_limit"], plan["byte_limit"]) == (3, 1_000, None)
    assert (plan["prefer"], plan["priority"], plan["headers"], plan["cookies"]) == ([], 0, {}, {})
    assert (plan["sitemaps"], plan["ignore_robots"]) == ("include", False)


def test_limits_are_written_with_their_units() -> None:
    plan = asked("--bytes", "2M", "--time", "15m")
    assert (plan["byte_limit"], plan["seconds_limit"]) == (2_000_000, 900)


def test_what_is_preferred_weighs_more_and_what_is_deferred_less() -> None:
    plan = asked("--prefer", "^/docs/", "--defer", "/tag/", "--priority", "high")
    assert plan["prefer"] == [
        Preference(pattern="^/docs/", weight=1),
        Preference(pattern="/tag/", weight=-1),
    ]
    assert plan["priority"] == 5


def test_headers_and_cookies_are_pairs() -> None:
    plan = asked("--header", "X-Key: a:b", "--cookie", "s=1=2", "--cookie", "t=")
    assert plan["headers"] == {"X-Key": "a:b"}
    assert plan["cookies"] == {"s": "1=2", "t": ""}


@pytest.mark.parametrize(("option", "given"), [("--header", "X-Key"), ("--cookie", "s")])
def test_half_a_pair_is_refused_without_repeating_it(option: str, given: str) -> None:
    with pytest.raises(click.UsageError, match="NAME") as refused:
        asked(option, given)
    assert f" {given} " not in str(refused.value)


def test_pages_are_shown_in_a_browser_as_it_is_said(tmp_path: Path) -> None:
    assert (asked()["render"], asked()["steps"]) == ("auto", ())
    file = tmp_path / "steps.json"
    file.write_text('[{"type": "click", "selector": "#accept"}, {"type": "scroll", "times": 3}]')
    plan = asked("--render", "always", "--steps", str(file))
    assert plan["render"] == "always"
    assert plan["steps"] == (Click(selector="#accept"), Scroll(times=3))


def test_fields_are_those_that_a_file_declares(tmp_path: Path) -> None:
    assert asked()["fields"] == ()
    file = tmp_path / "fields.json"
    file.write_text('[{"name": "title", "css": "h1"}]')
    assert asked("--fields", str(file))["fields"] == (Field(name="title", css="h1"),)


@pytest.mark.parametrize("option", ["--fields", "--steps"])
def test_a_file_that_declares_nothing_is_a_wrong_use(tmp_path: Path, option: str) -> None:
    file = tmp_path / "wrong.json"
    for content in (b'[{"nonsense": 1}]', b"{", b"\xff"):
        file.write_bytes(content)
        with pytest.raises(click.UsageError, match="declares no"):
            asked(option, str(file))


@pytest.mark.parametrize("text", ["", "{}", '[{"type": "run", "code": "alert(1)"}]', '[{"x": 1}]'])
def test_a_file_of_other_things_declares_no_steps(tmp_path: Path, text: str) -> None:
    file = tmp_path / "steps.json"
    file.write_text(text)
    with pytest.raises(click.UsageError, match="declares no steps"):
        asked("--steps", str(file))

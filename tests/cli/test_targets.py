"""Where commands go: what was named, what was kept, what runs here."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from aurora.cli import main
from aurora.cli.targets import LoginFile, Target, here, targets
from aurora.infrastructure.local_files import KeyFile, RunningFile
from aurora.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return Settings(data_dir=tmp_path / "data", port=8123)


def found(settings: Settings, **environment: str) -> list[Target]:
    return list(targets(settings, environment))


def test_where_nothing_ever_ran_there_is_nothing(settings: Settings) -> None:
    assert found(settings) == []


def test_the_environment_comes_first(settings: Settings) -> None:
    LoginFile().keep(Target("https://kept.example", "kept", chosen=True))
    KeyFile(settings.data_dir).write("local")
    target = Target("https://named.example", "named", chosen=True)
    assert found(settings, AURORA_URL=target.url, AURORA_KEY="named") == [target]


def test_what_was_kept_comes_before_what_runs_here(settings: Settings) -> None:
    kept = Target("https://kept.example", "kept", chosen=True)
    LoginFile().keep(kept)
    KeyFile(settings.data_dir).write("local")
    assert found(settings) == [kept]


def test_the_local_key_opens_the_aurora_of_the_settings(settings: Settings) -> None:
    KeyFile(settings.data_dir).write("local")
    assert found(settings) == [Target("http://127.0.0.1:8123", "local")]


def test_an_aurora_started_elsewhere_is_found_by_its_pointer(
    settings: Settings, tmp_path: Path
) -> None:
    elsewhere = Settings(data_dir=tmp_path / "elsewhere", port=8124)
    KeyFile(elsewhere.data_dir).write("theirs")
    RunningFile(elsewhere).note()
    assert found(settings) == [Target("http://127.0.0.1:8124", "theirs")]


def test_a_data_directory_that_is_named_is_the_only_one(settings: Settings, tmp_path: Path) -> None:
    RunningFile(Settings(data_dir=tmp_path / "elsewhere")).note()
    assert found(settings, AURORA_DATA_DIR=str(settings.data_dir)) == []


def test_the_pointer_knows_the_port_better_than_the_settings(settings: Settings) -> None:
    KeyFile(settings.data_dir).write("local")
    RunningFile(Settings(data_dir=settings.data_dir, port=9999)).note()
    assert found(settings) == [Target("http://127.0.0.1:9999", "local")]


def test_a_key_is_never_sent_to_an_address_that_it_is_not_for(settings: Settings) -> None:
    KeyFile(settings.data_dir).write("local")
    LoginFile().keep(Target("https://kept.example", "kept", chosen=True))
    assert [one.key for one in found(settings, AURORA_URL="https://other.example")] == [None]


def test_a_named_address_gets_the_key_that_was_kept_for_it(settings: Settings) -> None:
    LoginFile().keep(Target("https://kept.example", "kept", chosen=True))
    assert [one.key for one in found(settings, AURORA_URL="https://kept.example/")] == ["kept"]


def test_what_is_kept_is_readable_by_its_user_alone(settings: Settings) -> None:
    LoginFile().keep(Target("https://kept.example", "kept", chosen=True))
    assert settings.port
    assert LoginFile().path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "http://127.0.0.1:8080"),  # noqa: S104  compared with, never bound to
        ("::1", "http://[::1]:8080"),
        ("10.0.0.5", "http://10.0.0.5:8080"),
    ],
)
def test_the_address_on_this_machine_is_one_that_can_be_reached(host: str, url: str) -> None:
    assert here(Settings(host=host, public_url="https://public.example")).url == url


@pytest.mark.parametrize("command", ["serve", "web", "worker", "migrate", "search"])
@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("AURORA_FETCH_EXCEPTIONS", "127.0.0.1:9411"),
        ("AURORA_FETCH_EXCEPTIONS", "10.0.0.1/8:80"),
        ("AURORA_TRUSTED_PROXIES", "proxy.example"),
    ],
)
def test_bad_settings_stop_the_start_in_a_line(command: str, variable: str, value: str) -> None:
    arguments = [command, "words"] if command == "search" else [command]
    result = CliRunner().invoke(main, arguments, env={variable: value})
    assert (result.exit_code, type(result.exception)) == (2, SystemExit)
    assert f"Error: {variable}: " in result.output

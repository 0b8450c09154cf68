"""What settings say about where an Aurora is."""

from importlib.metadata import version
from pathlib import Path

import pytest

from aurora.settings import BadSettings, Settings, read, to_environment


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:9"),
        ("192.0.2.7", "http://192.0.2.7:9"),
        ("::1", "http://[::1]:9"),
        ("0.0.0.0", "http://127.0.0.1:9"),  # noqa: S104  a setting
        ("::", "http://127.0.0.1:9"),
        ("", "http://127.0.0.1:9"),
    ],
)
def test_who_listens_everywhere_is_reached_at_loopback(host: str, url: str) -> None:
    assert Settings(host=host, port=9).url == url


def test_a_public_address_is_the_one_to_be_told() -> None:
    settings = Settings(host="0.0.0.0", port=9, public_url="https://aurora.example")  # noqa: S104
    assert (settings.url, settings.local_url) == ("https://aurora.example", "http://127.0.0.1:9")


def test_a_slash_at_the_end_of_the_public_address_says_nothing() -> None:
    assert read({"AURORA_PUBLIC_URL": "https://a.example/"}).url == "https://a.example"
    assert read({"AURORA_PUBLIC_URL": "https://a.example/kb/"}).url == "https://a.example/kb"


@pytest.mark.parametrize(
    "url",
    [
        "aurora.example",
        "ftp://aurora.example",
        "https://",
        "https://a.example:port",
        "https://a.example?x=1",
        "https://a.example#x",
        "https://me:secret@a.example",
        "https://[::1",
    ],
)
def test_an_issuer_that_nobody_can_name_stops_the_start(url: str) -> None:
    with pytest.raises(BadSettings, match="AURORA_PUBLIC_URL"):
        read({"AURORA_PUBLIC_URL": url})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SIGN_IN_TRIES", "0"),
        ("SIGN_IN_RATE", "0"),
        ("KEYS_EACH", "0"),
        ("RATE_LIMIT", "-1"),
        ("UPLOAD_LIMIT", "0"),
        ("SCRAPES_AT_ONCE", "0"),
    ],
)
def test_limits_that_let_nobody_in_stop_the_start(variable: str, value: str) -> None:
    with pytest.raises(BadSettings, match=variable.lower()):
        read({f"AURORA_{variable}": value})


@pytest.mark.parametrize(
    ("given", "introduced"),
    [
        ({}, " (self-hosted)"),
        ({"PUBLIC_URL": "https://aurora.example"}, " (+https://aurora.example)"),
        ({"CONTACT": "https://example.org/bot"}, " (+https://example.org/bot)"),
        ({"CONTACT": "ops@example.org"}, " (+mailto:ops@example.org)"),
        ({"CONTACT": "mailto:ops@example.org"}, " (+mailto:ops@example.org)"),
        ({"CONTACT": "ops@example.org", "PUBLIC_URL": "https://a.example"}, "ops@example.org)"),
    ],
)
def test_sites_hear_who_asks_and_where_to_find_them(given: dict[str, str], introduced: str) -> None:
    agent = read({f"AURORA_{name}": value for name, value in given.items()}).agent
    assert agent.startswith(f"Aurora/{version('aurora')} (")
    assert agent.endswith(introduced)


def test_a_user_agent_of_ones_own_is_sent_as_it_is() -> None:
    given = {"AURORA_USER_AGENT": "MyBot/1", "AURORA_CONTACT": "ops@example.org"}
    assert read(given).agent == "MyBot/1"


@pytest.mark.parametrize("variable", ["CONTACT", "USER_AGENT"])
def test_what_no_request_can_carry_stops_the_start(variable: str) -> None:
    with pytest.raises(BadSettings, match="AURORA_CONTACT"):
        read({f"AURORA_{variable}": "me\r\nX-Other: 1"})


def test_the_environment_is_read_by_prefix(tmp_path: Path) -> None:
    found = read(
        {
            "AURORA_PORT": "9",
            "AURORA_DATA_DIR": str(tmp_path),
            "AURORA_WORDS_HERE": "false",
            "AURORA_CRAWL_DELAY": "0.5",
            "AURORA_REDIS_URL": "",
            "PORT": "7",
            "HOME": "/nowhere",
        }
    )

    assert (found.port, found.data_dir, found.words_here) == (9, tmp_path, False)
    assert (found.crawl_delay, found.redis_url) == (0.5, None)


def test_directories_are_absolute_whatever_the_process_does_later() -> None:
    assert read({"AURORA_DATA_DIR": "here"}).data_dir.is_absolute()


@pytest.mark.parametrize(
    ("variable", "value"),
    [("PORT", "http"), ("WORDS_HERE", "perhaps"), ("CRAWL_DELAY", "soon")],
)
def test_a_value_of_the_wrong_kind_stops_the_start(variable: str, value: str) -> None:
    with pytest.raises(BadSettings, match=variable.lower()):
        read({f"AURORA_{variable}": value})


def test_hashing_costs_what_the_operator_says() -> None:
    assert read({}).cost_of_hashing == (19_456, 2, 1)
    assert read({"AURORA_HASH_COST": "m=65536,t=3,p=4"}).cost_of_hashing == (65_536, 3, 4)


@pytest.mark.parametrize("cost", ["m=19456", "m=x,t=1,p=1", "m=8,t=1,p=1", "m=19456,t=0,p=1"])
def test_a_cost_that_nobody_can_hash_at_stops_the_start(cost: str) -> None:
    with pytest.raises(BadSettings, match="AURORA_HASH_COST"):
        read({"AURORA_HASH_COST": cost})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("AUDIT_ADDRESS_DAYS", "0"),
        ("AUDIT_ADDRESS_DAYS", "1000000000"),
        ("SIGNING_KEY_DAYS", "-1"),
        ("ENVIRONMENT", "pre-production"),
        ("BOOTSTRAP_TOKEN", "hunter2"),
    ],
)
def test_what_identity_cannot_live_with_stops_the_start(variable: str, value: str) -> None:
    with pytest.raises(BadSettings, match=f"AURORA_{variable}") as refusal:
        read({f"AURORA_{variable}": value})
    assert "hunter2" not in str(refusal.value)


def test_a_mail_server_and_a_sender_go_together() -> None:
    both = {"AURORA_SMTP_URL": "smtp://u:p@mail.example.org", "AURORA_MAIL_FROM": "a@example.org"}

    assert read(both).smtp_url == both["AURORA_SMTP_URL"]
    for one, value in both.items():
        with pytest.raises(BadSettings, match="AURORA_MAIL_FROM"):
            read({one: value})


@pytest.mark.parametrize(
    "url",
    [
        "http://mail.example.org",
        "mail.example.org:587",
        "smtp://",
        "smtp://:secret@",
        "smtp://u:secret@mail.example.org:port",
        "smtp://u:secret@mail.example.org:99999",
        "smtp://u:secret@mail.example.org?tls=no",
        "smtp://u:secret@mail.example.org/inbox",
        "smtp://u:secret@[::1",
    ],
)
def test_no_mail_server_is_guessed_and_no_password_shown(url: str) -> None:
    with pytest.raises(BadSettings, match="AURORA_SMTP_URL") as refusal:
        read({"AURORA_SMTP_URL": url, "AURORA_MAIL_FROM": "a@example.org"})
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("sender", ["aurora", "a@b, c@d", "a@b\r\nBcc: c@d", "Açaí <a@b>"])
def test_letters_come_from_one_address(sender: str) -> None:
    with pytest.raises(BadSettings, match="AURORA_MAIL_FROM"):
        read({"AURORA_SMTP_URL": "smtp://mail.example.org", "AURORA_MAIL_FROM": sender})


def test_stores_elsewhere_need_blobs_that_are_shared() -> None:
    elsewhere = {"AURORA_DATABASE_URL": "postgresql+asyncpg://db/aurora"}

    with pytest.raises(BadSettings, match="AURORA_BLOBS_SHARED"):
        read(elsewhere)
    assert read({**elsewhere, "AURORA_BLOBS_SHARED": "true"}).blobs_shared


def test_settings_go_through_an_environment_unchanged(tmp_path: Path) -> None:
    given = Settings(data_dir=tmp_path, port=9, words_here=False, log_level="debug")

    assert read(to_environment(given)) == given


def test_proxies_and_origins_are_lists() -> None:
    settings = read(
        {
            "AURORA_TRUSTED_PROXIES": "10.0.0.0/8, fd00::/8",
            "AURORA_CORS_ORIGINS": "https://app.example,http://localhost:3000 , http://[::1]:3000",
        }
    )
    assert settings.proxies == ("10.0.0.0/8", "fd00::/8")
    assert settings.origins == ("https://app.example", "http://localhost:3000", "http://[::1]:3000")
    assert (Settings().proxies, Settings().origins) == ((), ())


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("TRUSTED_PROXIES", "proxy.example"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("CORS_ORIGINS", "*"),
        ("CORS_ORIGINS", "https://*.example"),
        ("CORS_ORIGINS", "https://app.example/"),
        ("CORS_ORIGINS", "app.example"),
        ("CORS_ORIGINS", "null"),
    ],
)
def test_what_is_no_network_and_no_origin_stops_the_start(variable: str, value: str) -> None:
    with pytest.raises(BadSettings, match=f"AURORA_{variable}"):
        read({f"AURORA_{variable}": value})


def test_pages_are_rendered_as_the_operator_says(tmp_path: Path) -> None:
    browser = tmp_path / "chromium"
    browser.touch()
    given = {"RENDER": "never", "RENDER_BROWSER": str(browser), "RENDER_SANDBOX": "false"}
    found = read({f"AURORA_{name}": value for name, value in given.items()})
    assert (found.render, found.render_browser, found.render_sandbox) == ("never", browser, False)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("RENDER", "always"),
        ("RENDER_BROWSER", "/nowhere/chromium"),
        ("RENDER_PAGES", "0"),
        ("EXTRACTION_MODEL_URL", "models.example.org"),
        ("EXTRACTION_MODEL_URL", "https://user:secret@models.example.org/v1"),
        ("RENDER_SECONDS", "0.5"),
        ("RENDER_SECONDS", "46"),
    ],
)
def test_rendering_that_cannot_be_stops_the_start(variable: str, value: str) -> None:
    with pytest.raises(BadSettings, match=f"AURORA_{variable}"):
        read({f"AURORA_{variable}": value})


def test_languages_of_ocr_are_those_that_tesseract_knows_by_name() -> None:
    for said in ("por+eng", "deu", "chi_sim", "never"):
        assert read({"AURORA_OCR": said}).ocr == said
    for said in ("por eng", "--help", "por+", "p"):
        with pytest.raises(BadSettings, match="AURORA_OCR"):
            read({"AURORA_OCR": said})

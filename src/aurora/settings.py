"""Settings: one struct, read from the environment as AURORA_*."""

import ipaddress
import os
import re
from collections.abc import Mapping
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import msgspec

PREFIX = "AURORA_"
ARGON2 = re.compile(r"m=\d{1,8},t=[1-9]\d{0,2},p=[1-9]\d?")
ORIGIN = re.compile(r"https?://(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?")
RENDERING = ("auto", "never")
MOST_SECONDS = 45  # with its wait for a place, a page still fits in the time of a job
OCR = re.compile(r"never|[a-z]{3}(?:_[a-z]+)?(?:\+[a-z]{3}(?:_[a-z]+)?)*", re.IGNORECASE)
MAIL_SCHEMES = ("smtp", "smtps")
WEB_SCHEMES = ("http", "https")
ADDRESS = r"[^@\s<>,]+@[^@\s<>,]+"
MAILBOX = re.compile(rf"{ADDRESS}|[^@<>,\r\n]+ <{ADDRESS}>")
LEAST_MEMORY = 1_024  # KiB
SHORTEST_TOKEN = 16
ENVIRONMENT = re.compile(r"[A-Za-z0-9]{1,20}")
MOST_DAYS = 36_500
OneAtLeast = Annotated[int, msgspec.Meta(ge=1)]
NotNegative = Annotated[int, msgspec.Meta(ge=0)]
EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  compared with, never bound to  # nosec B104


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """What an operator may decide; every field is the variable AURORA_<FIELD>.

    Without URLs of stores Aurora starts its own below `data_dir`.
    """

    data_dir: Path = Path(".aurora")
    database_url: str | None = None
    migration_database_url: str | None = None
    redis_url: str | None = None
    chroma_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str | None = None
    blobs_dir: Path | None = None
    blobs_shared: bool = False
    bootstrap_token: str | None = None
    environment: str = "local"
    audit_address_days: int = 90
    hash_cost: str = "m=19456,t=2,p=1"
    hash_slots: int = 2
    sign_in_tries: OneAtLeast = 10
    sign_in_rate: OneAtLeast = 1_200
    keys_each: OneAtLeast = 100
    rate_limit: NotNegative = 6_000
    address_rate_limit: NotNegative = 12_000
    trusted_proxies: str = ""
    cors_origins: str = ""
    signing_key_days: int = 90
    smtp_url: str | None = None
    mail_from: str | None = None
    fetch_exceptions: str = ""
    crawl_delay: float = 1.0
    scrapes_at_once: OneAtLeast = 32
    ocr: str = "por+eng"
    render: str = "auto"
    render_browser: Path | None = None
    render_sandbox: bool = True
    render_pages: int = 2
    render_seconds: float = 30.0
    extraction_model_url: str | None = None
    extraction_model: str = "default"
    extraction_model_key: str | None = None
    contact: str | None = None
    user_agent: str | None = None
    manual_dir: Path | None = None
    embed_threads: int = 1
    upload_limit: OneAtLeast = 100_000_000
    words_here: bool = True
    log_level: str = "info"

    @property
    def audit_address_age(self) -> timedelta:
        """For how long the audit log keeps addresses."""
        return timedelta(days=self.audit_address_days)

    @property
    def cost_of_hashing(self) -> tuple[int, int, int]:
        """What hashing a password costs: KiB of memory, passes, lanes."""
        memory, passes, lanes = (int(number) for number in re.findall(r"\d+", self.hash_cost))
        return memory, passes, lanes

    @property
    def proxies(self) -> tuple[str, ...]:
        """The networks of proxies whose word about their clients is taken."""
        return _listed(self.trusted_proxies)

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins of web pages that may ask."""
        return _listed(self.cors_origins)

    @property
    def url(self) -> str:
        """Where people and programs reach this Aurora."""
        return (self.public_url or self.local_url).rstrip("/")

    @property
    def local_url(self) -> str:
        """Where this machine reaches it; who listens everywhere is reached at loopback."""
        host = "127.0.0.1" if self.host in EVERYWHERE else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def agent(self) -> str:
        """How this Aurora introduces itself: who asks, and where its operator can be found."""
        if self.user_agent:
            return self.user_agent
        contact = self.contact or self.public_url
        mail = contact is not None and "@" in contact and ":" not in contact
        where = f"+{'mailto:' if mail else ''}{contact}" if contact else "self-hosted"
        return f"Aurora/{version('aurora')} ({where})"

    @property
    def own_host(self) -> str:
        """The `host[:port]` of this Aurora's own address."""
        return urlsplit(self.url).netloc

    @property
    def issuer(self) -> str:
        """What an app that shows codes calls this Aurora."""
        return (self.public_url and urlsplit(self.public_url).hostname) or "Aurora"

    @property
    def own_target(self) -> str:
        """This Aurora's own address, as an exception to the address guard is written."""
        return f"127.0.0.1/32:{self.port}"

    @property
    def blobs(self) -> Path:
        """Where texts and raw pages are."""
        return self.blobs_dir or self.data_dir / "blobs"

    @property
    def words(self) -> Path:
        """Where this node's word index is."""
        return self.data_dir / "words"

    @property
    def models(self) -> Path:
        """Where models are unpacked to."""
        return self.data_dir / "models"


class BadSettings(Exception):
    """The environment asks for something impossible; the start stops here."""


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; raises BadSettings naming the variable that is wrong."""
    fields = {field.name for field in msgspec.structs.fields(Settings)}
    given = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environment.items()
        if name.startswith(PREFIX) and value
    }
    known = {name: value for name, value in given.items() if name in fields}
    try:
        settings = msgspec.convert(known, Settings, strict=False, dec_hook=_path)
    except msgspec.ValidationError as error:
        raise BadSettings(f"{PREFIX}*: {error}") from error
    return _checked(settings)


def to_environment(settings: Settings) -> dict[str, str]:
    """Give the variables from which `read` makes these settings again."""
    return {
        PREFIX + name.upper(): str(value)
        for name, value in msgspec.structs.asdict(settings).items()
        if value is not None
    }


def _checked(settings: Settings) -> Settings:
    elsewhere = settings.database_url is not None
    if elsewhere and not settings.blobs_shared:
        raise BadSettings(
            f"{PREFIX}DATABASE_URL points elsewhere, so other instances may run: declare the blob "
            f"directory {settings.blobs} shared among them with {PREFIX}BLOBS_SHARED=true"
        )
    if not (settings.agent.isascii() and settings.agent.isprintable()):
        names = f"{PREFIX}CONTACT, {PREFIX}PUBLIC_URL or {PREFIX}USER_AGENT"
        raise BadSettings(f"{settings.agent!r} is no name for a request to carry: see {names}")
    if not ARGON2.fullmatch(settings.hash_cost) or settings.cost_of_hashing[0] < LEAST_MEMORY:
        raise BadSettings(
            f"{PREFIX}HASH_COST: {settings.hash_cost!r} is no cost like m=19456,t=2,p=1"
        )
    if settings.hash_slots < 1:
        raise BadSettings(f"{PREFIX}HASH_SLOTS: somebody has to hash passwords")
    _check_neighbours(settings)
    _check_identity(settings)
    _check_mail(settings)
    _check_rendering(settings)
    if not OCR.fullmatch(settings.ocr):
        raise BadSettings(f"{PREFIX}OCR: languages by tesseract, as in por+eng, or never")
    return settings


def _check_identity(settings: Settings) -> None:
    if not 0 <= settings.signing_key_days <= MOST_DAYS:
        raise BadSettings(f"{PREFIX}SIGNING_KEY_DAYS: a key signs for 0 to {MOST_DAYS:,} days")
    if not 1 <= settings.audit_address_days <= MOST_DAYS:
        raise BadSettings(f"{PREFIX}AUDIT_ADDRESS_DAYS: addresses stay 1 to {MOST_DAYS:,} days")
    if not ENVIRONMENT.fullmatch(settings.environment):
        raise BadSettings(f"{PREFIX}ENVIRONMENT: a word of 1 to 20 letters and digits")
    if settings.bootstrap_token and len(settings.bootstrap_token) < SHORTEST_TOKEN:
        raise BadSettings(  # without the value: it is a secret
            f"{PREFIX}BOOTSTRAP_TOKEN: a one-time token has at least {SHORTEST_TOKEN} characters"
        )


def _check_rendering(settings: Settings) -> None:
    if settings.render not in RENDERING:
        raise BadSettings(f"{PREFIX}RENDER: {settings.render!r} is neither auto nor never")
    if settings.render_browser and not settings.render_browser.is_file():
        raise BadSettings(f"{PREFIX}RENDER_BROWSER: there is no file {settings.render_browser}")
    if settings.render_pages < 1:
        raise BadSettings(f"{PREFIX}RENDER_PAGES: a browser shows at least one page")
    if not 1 <= settings.render_seconds <= MOST_SECONDS:
        raise BadSettings(f"{PREFIX}RENDER_SECONDS: a page has 1 to {MOST_SECONDS} seconds")


def _check_neighbours(settings: Settings) -> None:
    if settings.extraction_model_url and not _is_address(settings.extraction_model_url):
        raise BadSettings(  # without the value: it may hold a password
            f"{PREFIX}EXTRACTION_MODEL_URL: this is no address like https://models.example.org/v1"
        )
    if settings.public_url is not None and not _is_address(settings.public_url):
        raise BadSettings(  # without the value: it may hold a password
            f"{PREFIX}PUBLIC_URL: this is no address like https://aurora.example.org"
        )
    for network in settings.proxies:
        try:
            ipaddress.ip_network(network)
        except ValueError as error:
            raise BadSettings(f"{PREFIX}TRUSTED_PROXIES: {error}") from error
    for origin in settings.origins:
        if not ORIGIN.fullmatch(origin):
            raise BadSettings(
                f"{PREFIX}CORS_ORIGINS: {origin!r} is no origin like https://app.example.org"
            )


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    return parts.scheme in WEB_SCHEMES and named and plain


def _listed(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.split(",") if one.strip())


def _check_mail(settings: Settings) -> None:
    if not settings.smtp_url and not settings.mail_from:
        return
    if not settings.smtp_url or not settings.mail_from:
        raise BadSettings(f"{PREFIX}SMTP_URL and {PREFIX}MAIL_FROM are set together or not at all")
    if not _is_mail_server(settings.smtp_url):
        raise BadSettings(  # without the value: it may hold a password
            f"{PREFIX}SMTP_URL: this is no URL like smtp://user:password@mail.example.org:587"
        )
    if not MAILBOX.fullmatch(settings.mail_from) or not settings.mail_from.isascii():
        raise BadSettings(
            f"{PREFIX}MAIL_FROM: {settings.mail_from!r} is no address like "
            "Aurora <aurora@example.org>"
        )


def _is_mail_server(url: str) -> bool:
    try:
        parts = urlsplit(url)
        named = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    plain = parts.path in ("", "/") and parts.query in ("", "tls=none") and not parts.fragment
    return parts.scheme in MAIL_SCHEMES and named and plain


def _path(kind: type, value: object) -> object:
    if kind is Path and isinstance(value, str):
        return Path(value).absolute()
    raise NotImplementedError(kind)  # how msgspec asks a hook to say: not a type of mine

"""Which Aurora a command speaks with, and under which key."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import msgspec

from aurora.cli.kept_files import decoded
from aurora.domains.errors import Invalid
from aurora.infrastructure.local_files import KeyFile, PrivateFile, running
from aurora.infrastructure.web.addresses import parse_targets
from aurora.settings import BadSettings, Settings, read


class Target(msgspec.Struct, frozen=True):
    """An address and a key; `chosen` where somebody named it, so that no other one will do."""

    url: str
    key: str | None
    chosen: bool = False


class LoginFile(PrivateFile):
    """What `aurora login` keeps."""

    name = "login.json"

    def __init__(self) -> None:
        config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
        super().__init__(Path(config) / "aurora")

    def keep(self, target: Target) -> None:
        """Keep where to go from now on."""
        self.write(msgspec.json.encode(target).decode())

    def kept(self) -> Target | None:
        """Give what was kept, or None."""
        return decoded(self, Target)


def settings() -> Settings:
    """Read the settings; bad ones are a wrong use."""
    try:
        found = read()
        parse_targets(found.fetch_exceptions)
    except BadSettings as error:
        raise click.UsageError(str(error)) from error
    except Invalid as error:
        raise click.UsageError(f"AURORA_FETCH_EXCEPTIONS: {error}") from error
    return found


def here(settings: Settings) -> Target:
    """Give the Aurora that these settings describe, on this machine."""
    return Target(settings.local_url, KeyFile(settings.data_dir).read())


def targets(settings: Settings, environment: Mapping[str, str] = os.environ) -> Iterator[Target]:
    """Give what may be meant, the likeliest first; a chosen one is the only one."""
    url, key = environment.get("AURORA_URL"), environment.get("AURORA_KEY")
    local = [_with(key, target) for target in _local(settings, "AURORA_DATA_DIR" in environment)]
    kept = LoginFile().kept()
    if url:
        known = (target.key for target in (kept, *local) if target and _same(target.url, url))
        yield Target(url, key or next(known, None), chosen=True)
    elif kept:
        yield Target(kept.url, key or kept.key, chosen=True)
    else:
        yield from local


def _local(settings: Settings, named: bool) -> Iterator[Target]:
    noted = running()
    mine = noted is not None and noted.data_dir == str(settings.data_dir.absolute())
    if not mine and KeyFile(settings.data_dir).read():
        yield here(settings)
    if noted and (mine or not named):
        yield Target(noted.url, KeyFile(Path(noted.data_dir)).read())


def _with(key: str | None, target: Target) -> Target:
    return msgspec.structs.replace(target, key=key or target.key)


def _same(one: str, other: str) -> bool:
    return one.rstrip("/") == other.rstrip("/")

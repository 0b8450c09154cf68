"""The command line of one user, as tests call it."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
from click.testing import CliRunner, Result

from aurora.cli import main

CLEARED = {name: None for name in os.environ if name.startswith("AURORA_")}


@dataclass
class CommandLine:
    """Has a home of its own, so that nobody's login and nobody's Aurora is found by chance."""

    home: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str | None]:
        return {
            **CLEARED,
            "AURORA_DATA_DIR": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_STATE_HOME": str(self.home / "state"),
            **self.environment,
        }

    async def __call__(self, *arguments: str, stdin: str | bytes | None = None) -> Result:
        """Run one command to its end."""
        return await asyncio.to_thread(
            CliRunner().invoke, main, list(arguments), input=stdin, env=self.env
        )

    async def json(self, *arguments: str, code: int = 0) -> Any:
        """Run one command with --json and give the only document that it prints."""
        result = await self(*arguments, "--json")
        assert result.exit_code == code, result.output
        return msgspec.json.decode(result.stdout)

    async def start(self, *arguments: str, stdin: int | None = None) -> asyncio.subprocess.Process:
        """Start one command as a process, which gets Ctrl-C as on a terminal."""
        given = {name: value for name, value in self.env.items() if value is not None}
        env = {**{name: one for name, one in os.environ.items() if name not in CLEARED}, **given}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "aurora",
            *arguments,
            env=env,
            stdin=stdin,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            preexec_fn=_hear_interrupts,
        )


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)

"""Environments of other people's packages, apart from Aurora's own."""

import asyncio
import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import OUT, say

UV = Path(sys.executable).parent / "uv"


@dataclass(frozen=True)
class Environment:
    """A Python environment by its name, made of pinned requirements."""

    name: str
    requirements: Path

    @property
    def python(self) -> Path:
        """The interpreter in it."""
        return OUT / self.name / ".venv" / "bin" / "python"

    async def install(self) -> None:
        """Make it where it is missing or was made from other requirements."""
        wanted = hashlib.sha256(self.requirements.read_bytes()).hexdigest()
        made_from = OUT / self.name / "made-from"
        if self.python.exists() and made_from.exists() and made_from.read_text() == wanted:
            return
        place = self.python.parent.parent
        say(f"making the environment of {self.name} in {place}")
        await run(UV, "venv", "--quiet", "--clear", "--python", sys.executable, place)
        pip = (UV, "pip", "install", "--quiet", "--python", self.python)
        await run(*pip, "-r", self.requirements)
        made_from.write_text(wanted)


async def run(*command: object) -> None:
    """Run a command to its end; what it prints is shown."""
    process = await asyncio.create_subprocess_exec(*map(str, command))
    if await process.wait():
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}")

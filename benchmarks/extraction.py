"""How well and how fast the content of pages is found, beside the best other extractor.

Aurora's forests and nets have learned from these very pages, so its own figures say how well they
are remembered; `aurora_unseen` tells how well such do that have learned from the other sites.
"""

import argparse
import asyncio
import os
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory

import msgspec

from aurora.infrastructure.extraction.workers import ONE_THREAD
from benchmarks.environments import Environment
from benchmarks.judged_pages import PAGES, JudgedPage, f1, judged_pages, tokens
from benchmarks.report import publish, rounded, say, show

HERE = Path(__file__).parent
PEERS = Environment("extraction", HERE / "peers" / "extraction.txt")
LEARNING = Environment("growing", HERE / "growing" / "requirements.txt")
ROUNDS, FOLDS = 3, 5
TYPES = (
    "article", "documentation", "service", "forum", "product", "collection", "listing",
)  # fmt: skip
# rs-trafilatura 0.1.1 on the same pages; its package is source in Rust that builds only where
# crates can be fetched. Its speed was twice that of trafilatura, measured side by side.
RECORDED = {
    "f1": 0.777,
    "by_type": dict(zip(TYPES, (0.935, 0.933, 0.870, 0.791, 0.607, 0.684, 0.625), strict=True)),
}


class Read(msgspec.Struct, frozen=True):
    """The texts that an extractor found, by page, and the CPU time that it took if that counts."""

    texts: dict[str, str]
    cpu_seconds: float | None = None


class Figures(msgspec.Struct, frozen=True):
    """What an extractor is worth."""

    f1: float
    by_type: dict[str, float]
    pages_per_cpu_s: float | None = None


async def main(rounds: int, folds: int) -> None:
    """Let all read the same pages in turns, then ask about sites that were not seen."""
    pages = list(judged_pages())
    assert pages, f"no pages below {PAGES}"
    await PEERS.install()
    commands = {
        "aurora": (sys.executable, "-m", "benchmarks.extraction_aurora"),
        "trafilatura": (str(PEERS.python), str(HERE / "peers" / "extract_with_trafilatura.py")),
    }
    seen: dict[str, list[Read]] = defaultdict(list)
    for number in range(1, rounds + 1):
        for name, command in commands.items():
            seen[name].append(await _read(*command))
            say(f"round {number}: {name} took {seen[name][-1].cpu_seconds} CPU-seconds")
    figures = {name: _figures(pages, reads) for name, reads in seen.items()}
    if folds:
        figures["aurora_unseen"] = _figures(pages, [await _unseen(folds)])
    figures["rs-trafilatura (recorded)"] = msgspec.convert(RECORDED, Figures)
    _show(figures)
    publish({name: msgspec.to_builtins(one) for name, one in figures.items()})


async def _read(*command: str) -> Read:
    output = await _output(*command, str(PAGES / "html"), environment=ONE_THREAD)
    return msgspec.json.decode(output, type=Read)


async def _unseen(folds: int) -> Read:
    await LEARNING.install()
    say(f"growing and training from {folds - 1} of {folds} parts of the sites, in turns")
    with TemporaryDirectory(prefix="aurora-grown-") as place:
        command = (str(LEARNING.python), "-m", "benchmarks.growing")
        growing = (*command, "--folds", str(folds), "--into", place)
        await _output(*growing, environment={"PYTHONPATH": str(HERE.parent / "src")})
        output = await _output(sys.executable, "-m", "benchmarks.extraction_unseen", place)
    return msgspec.json.decode(output, type=Read)


async def _output(*command: str, environment: Mapping[str, str] | None = None) -> bytes:
    process = await asyncio.create_subprocess_exec(
        *command, stdout=asyncio.subprocess.PIPE, env=os.environ | (environment or {})
    )
    output, _ = await process.communicate()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return output


def _figures(pages: Sequence[JudgedPage], reads: Sequence[Read]) -> Figures:
    scores: dict[str, list[float]] = defaultdict(list)
    spent = [read.cpu_seconds for read in reads if read.cpu_seconds]
    for page in pages:
        scores[page.page_type].append(f1(tokens(reads[0].texts[page.name]), page.wanted))
    return Figures(
        f1=round(fmean(score for all in scores.values() for score in all), 4),
        by_type={name: round(fmean(scores[name]), 4) for name in TYPES},
        pages_per_cpu_s=rounded(len(pages) / median(spent)) if spent else None,
    )


def _show(figures: Mapping[str, Figures]) -> None:
    rows = [
        (name, one.f1, *(one.by_type[kind] for kind in TYPES), one.pages_per_cpu_s or "")
        for name, one in figures.items()
    ]
    show("Mean F1 of the words", ("extractor", "all", *TYPES, "pages/CPU-s"), rows)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--folds", type=int, default=FOLDS, help="0 asks about no unseen sites")
    given = asked.parse_args()
    asyncio.run(main(given.rounds, given.folds))

"""Plants imports in a copy of the package, one at a time, and tells which contracts each breaks.

Runs in a process of its own, whose path finds the copy first.
"""

import json
import sys
from pathlib import Path

import importlinter.api  # noqa: F401  configures the linter
from importlinter.application import use_cases


def broken() -> list[str]:
    options = use_cases.read_user_options("pyproject.toml")
    use_cases._register_contract_types(options)
    names = {one["name"]: one["id"] for one in options.contracts_options}
    report = use_cases.create_report(options, cache_dir=str(Path(sys.argv[1]).parent / "cache"))
    checked = report.get_contracts_and_checks()
    return [names[contract.name] for contract, check in checked if not check.kept]


def planted(path: Path, line: str) -> list[str]:
    before = path.read_text() if path.exists() else None
    path.write_text(f"{before or ''}\n{line}\n")
    try:
        return broken()
    finally:
        path.write_text(before) if before is not None else path.unlink()


def main(root: Path) -> None:
    plants: list[tuple[str, str]] = json.load(sys.stdin)
    found = [broken(), *(planted(root / path, line) for path, line in plants)]
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

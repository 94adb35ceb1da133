"""Runs greenlint over pinned applications, and shows what a change finds more and what it finds no more.

python bench/ecosystem.py fetch
python bench/ecosystem.py run before.json --python OLD/bin/python
python bench/ecosystem.py run after.json
python bench/ecosystem.py diff before.json after.json
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LIST = Path(__file__).with_suffix(".toml")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "greenlint-ecosystem"
WHEEL_FOR = "3.12"  # the Python that wheels are chosen for, whatever runs this
READ = (".py", ".ipynb")
SECONDS = 900  # for one package, before it counts as hung


class Package(NamedTuple):
    """One pinned application."""

    name: str
    version: str
    sha256: str
    use: str

    @property
    def folder(self) -> str:
        return f"{self.name}-{self.version}"


class Finding(NamedTuple):
    """What makes a finding the same one in two runs; its line number may move."""

    package: str
    code: str
    path: str
    text: str


def packages(only: Iterable[str] = (), pinned: Path = LIST) -> list[Package]:
    """The pinned list, or those of it that are named."""
    listed = [Package(**entry) for entry in tomllib.loads(pinned.read_text(encoding="utf-8"))["package"]]
    unknown = set(only) - {package.name for package in listed}
    if unknown:
        raise SystemExit(f"{pinned.name}: no package {', '.join(sorted(unknown))}")
    return [package for package in listed if not only or package.name in only]


def fetch(chosen: list[Package], cache: Path) -> None:
    """Downloads and unpacks what is not there yet; pip does the download, nothing is installed."""
    cache.mkdir(parents=True, exist_ok=True)
    for package in chosen:
        target = cache / package.folder
        if target.exists():
            continue
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
        command += ["--python-version", WHEEL_FOR, "--dest", str(cache), f"{package.name}=={package.version}"]
        subprocess.run(command, check=True)
        wheel = next(cache.glob(f"{package.name.replace('-', '_')}-{package.version}-*.whl"))
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != package.sha256:
            raise SystemExit(f"{wheel}: not the file that is pinned; its sha256 differs")
        unpacking = cache / f"{package.folder}.part"
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacking, [name for name in archive.namelist() if name.endswith(READ)])
        unpacking.rename(target)
        wheel.unlink()
        print(f"fetched {package.folder}")


def run(chosen: list[Package], cache: Path, python: str, out: Path) -> int:
    """Writes what greenlint says about each package to `out`; gives back how many runs failed."""
    missing = [package.name for package in chosen if not (cache / package.folder).exists()]
    if missing:
        raise SystemExit(f"{cache}: no {', '.join(missing)}; run `fetch` first")
    results = {package.folder: _run(cache / package.folder, python) for package in chosen}
    out.write_text(json.dumps({"python": python, "packages": results}, indent=1, ensure_ascii=False), encoding="utf-8")
    return sum("failure" in result for result in results.values())


def _run(folder: Path, python: str) -> dict[str, Any]:
    command = [python, "-m", "greenlint", "check", "--isolated", "--no-cache", "--lang", "en", "--no-respect-gitignore"]
    command += ["--output-format", "json", "."]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GREENLINT")}
    start = time.perf_counter()
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", timeout=SECONDS, check=False
        )
        report = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return _failed(folder, f"no answer after {SECONDS} s")
    except ValueError:
        return _failed(folder, (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1])
    seconds = round(time.perf_counter() - start, 2)
    keys = ("code", "name", "level", "path", "cell", "line", "message")
    findings = [
        {key: row[key] for key in keys} | {"text": _line(folder / row["path"], row["cell"], row["line"])}
        for row in report["findings"]
    ]
    print(f"{folder.name}: {report['totals']['files']} files, {len(findings)} findings, {seconds} s")
    return {
        "version": report["version"],
        "exit_code": done.returncode,
        "seconds": seconds,
        "files": report["totals"]["files"],
        "findings": findings,
        "notices": [notice["text"] for notice in report["notices"]],
    }


def _failed(folder: Path, failure: str) -> dict[str, Any]:
    print(f"{folder.name}: FAILED: {failure}")
    return {"failure": failure, "findings": [], "notices": []}


def _line(path: Path, cell: int | None, line: int) -> str:
    """The line that a finding points at, without what surrounds it; empty where it cannot be had."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
        if cell is not None:
            text = "".join(json.loads(text)["cells"][cell]["source"])
        return " ".join(text.split("\n")[line - 1].split())
    except (OSError, ValueError, LookupError):
        return ""


def diff(old: Path, new: Path) -> int:
    """Prints findings and notices gained and lost, and the time; gives back how many there are."""
    before, after = (json.loads(path.read_text(encoding="utf-8"))["packages"] for path in (old, new))
    for name in sorted(before.keys() ^ after.keys()):
        print(f"! {name}: in one run only, left out here")
    both = sorted(before.keys() & after.keys())
    for name in both:
        for run_name, result in ((old, before[name]), (new, after[name])):
            if "failure" in result:
                print(f"! {name}: failed in {run_name}: {result['failure']}")
    changes = _print_changes(both, before, after)
    changes += _print_notices(both, before, after)
    seconds = [sum(run[name].get("seconds", 0) for name in both) for run in (before, after)]
    print(f"time: {seconds[0]:.1f} s before, {seconds[1]:.1f} s after")
    return changes


def _print_changes(both: list[str], before: dict[str, Any], after: dict[str, Any]) -> int:
    old, new = Counter(_findings(both, before)), Counter(_findings(both, after))
    where = {found: row for run in (before, after) for found, row in _rows(both, run)}  # the last of several alike
    gained, lost = new - old, old - new
    for found in sorted({*gained, *lost}):
        row = where[found]
        sign, times = ("+", gained[found]) if found in gained else ("-", lost[found])
        place = f"{found.path}:{'' if row['cell'] is None else str(row['cell']) + ':'}{row['line']}"
        print(f"{sign} {found.package} {place} {found.code} {row['name']}{f' x{times}' if times > 1 else ''}")
        print(f"      {found.text[:150]}")
    print(f"{'rule':44} {'before':>6} {'lost':>5} {'gained':>6} {'after':>6}")
    for code in sorted({found.code for found in (*old, *new)}):
        name = next(row["name"] for found, row in where.items() if found.code == code)
        counts = [sum(n for found, n in some.items() if found.code == code) for some in (old, lost, gained, new)]
        print(f"{code} {name:37} {counts[0]:6} {counts[1]:5} {counts[2]:6} {counts[3]:6}")
    return sum(gained.values()) + sum(lost.values())


def _print_notices(both: list[str], before: dict[str, Any], after: dict[str, Any]) -> int:
    old, new = ({(name, text) for name in both for text in run[name]["notices"]} for run in (before, after))
    for name, text in sorted(old ^ new):
        print(f"{'+' if (name, text) in new else '-'} notice {name}: {text}")
    return len(old ^ new)


def _rows(names: list[str], run: dict[str, Any]) -> Iterator[tuple[Finding, dict[str, Any]]]:
    for name in names:
        for row in run[name]["findings"]:
            yield Finding(name, row["code"], row["path"], row["text"]), row


def _findings(names: list[str], run: dict[str, Any]) -> Iterator[Finding]:
    return (found for found, _row in _rows(names, run))


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"folder of the packages (default: {CACHE})")
    parser.add_argument("--list", type=Path, default=LIST, dest="pinned", help="another pinned list: bench/quiet.toml")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in (("fetch", "download and unpack the packages"), ("run", "check each of them")):
        command = commands.add_parser(name, help=words)
        command.add_argument("--only", action="append", default=[], metavar="NAME", help="this package (repeatable)")
        if name == "run":
            command.add_argument("out", type=Path, metavar="OUT.json")
            command.add_argument("--python", default=sys.executable, help="interpreter that has the greenlint to try")
    command = commands.add_parser("diff", help="findings gained and lost; exit code 1 when there are any")
    command.add_argument("old", type=Path, metavar="OLD.json")
    command.add_argument("new", type=Path, metavar="NEW.json")
    args = parser.parse_args()
    if args.command == "fetch":
        fetch(packages(args.only, args.pinned), args.cache)
        return 0
    if args.command == "run":
        return 2 if run(packages(args.only, args.pinned), args.cache, args.python, args.out) else 0
    return 1 if diff(args.old, args.new) else 0


if __name__ == "__main__":
    sys.exit(main())

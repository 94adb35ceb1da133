"""Checks the client catalogue against current wheels: which names are gone, which are new.

python bench/catalog.py fetch [--latest] [--only NAME]
python bench/catalog.py check [--only NAME] [--format json]

Wheels are downloaded and read; nothing is installed or run.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from wheel_names import Modules, Resolver
from wheel_names.compare import Difference, Files, Listed, arguments, gone, new, of_wheel

from greenlint.catalog import load_catalog
from greenlint.catalog.loader import DATA

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LIST = Path(__file__).with_suffix(".toml")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "greenlint-catalog"
WHEEL_FOR = "3.12"  # the Python and the platforms that wheels are chosen for, whatever runs this
PLATFORMS = ("manylinux_2_28_x86_64", "manylinux2014_x86_64")
FAILING = ("gone", "argument", "order")
TITLES = {
    "gone": "gone",
    "argument": "no such argument",
    "order": "other order",
    "new": "new",
    "unsure": "not followed",
}


class Wheel(NamedTuple):
    """One pinned library."""

    name: str
    version: str
    sha256: str
    modules: tuple[str, ...]

    @property
    def folder(self) -> str:
        return f"{self.name}-{self.version}"


class Kept(NamedTuple):
    """Differences that are as they should be, and why."""

    names: tuple[str, ...]  # patterns of names
    reason: str
    arguments: tuple[str, ...] = ()  # only these arguments; none: the names themselves

    def covers(self, difference: Difference) -> bool:
        if not any(fnmatchcase(difference.name, name) for name in self.names):
            return False
        if difference.kind == "argument":
            return any(f"`{word}`" in difference.detail for word in self.arguments)
        return not self.arguments


class Plan(NamedTuple):
    """What `catalog.toml` says."""

    wheels: list[Wheel]
    verbs: frozenset[str]
    kept: list[Kept]
    left_out: list[Kept]


class Result(NamedTuple):
    """What one wheel shows."""

    wheel: Wheel
    names: int
    differences: list[Difference]  # to act on, or to look at
    kept: list[tuple[Difference, Kept]]


def plan(path: Path = LIST, only: Iterable[str] = ()) -> Plan:
    """The pinned wheels, all or those that are named, and the rest of the list."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    wheels = [Wheel(**{**entry, "modules": tuple(entry["modules"])}) for entry in data["wheel"]]
    if unknown := set(only) - {wheel.name for wheel in wheels}:
        raise SystemExit(f"{path.name}: no wheel {', '.join(sorted(unknown))}")
    chosen = [wheel for wheel in wheels if not only or wheel.name in only]
    return Plan(chosen, frozenset(data["verbs"]), _kept(data.get("kept", [])), _kept(data.get("left-out", [])))


def _kept(entries: list[dict[str, str | list[str]]]) -> list[Kept]:
    return [Kept(tuple(e["names"]), str(e["reason"]), tuple(e.get("arguments", ()))) for e in entries]


def fetch(wheels: list[Wheel], cache: Path, *, latest: bool = False, pins: Path = LIST) -> None:
    """Downloads and unpacks what is not there yet. `latest` takes the newest versions and writes them into `pins`."""
    cache.mkdir(parents=True, exist_ok=True)
    for wheel in wheels:
        if not latest and (cache / wheel.folder).exists():
            continue
        with TemporaryDirectory(dir=cache) as downloads:
            file = _download(wheel.name if latest else f"{wheel.name}=={wheel.version}", Path(downloads))
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            found = wheel._replace(version=file.name.split("-")[1], sha256=digest)
            if latest and found != wheel:
                _pin(pins, found)
                print(f"pinned {wheel.folder} -> {found.version}")
            elif found != wheel:
                raise SystemExit(f"{file.name}: not the file that is pinned; its sha256 differs")
            unpack(file, cache / found.folder)
        print(f"fetched {found.folder}")


def _download(requirement: str, folder: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:"]
    command += ["--python-version", WHEEL_FOR, "--dest", str(folder)]
    for platform in PLATFORMS:
        command += ["--platform", platform]
    subprocess.run([*command, requirement], check=True)
    return next(folder.glob("*.whl"))


def unpack(file: Path, target: Path) -> None:
    """Takes the Python files out of a wheel."""
    if target.exists():
        return
    unpacking = target.with_name(f"{target.name}.unpacking")
    with zipfile.ZipFile(file) as archive:
        archive.extractall(unpacking, [name for name in archive.namelist() if name.endswith(".py")])
    unpacking.rename(target)


def _pin(pins: Path, wheel: Wheel) -> None:
    """Writes version and hash of `wheel` into the list, and touches nothing else."""
    entry = re.compile(rf'(name = "{re.escape(wheel.name)}"\nversion = )"[^"]*"(\nsha256 = )"[^"]*"')
    text = pins.read_text(encoding="utf-8")
    pins.write_text(entry.sub(rf'\g<1>"{wheel.version}"\g<2>"{wheel.sha256}"', text), encoding="utf-8")


def check(chosen: Plan, every: list[Wheel], cache: Path, catalogue: Path = DATA) -> list[Result]:
    """What each wheel shows. The others are looked into as well where they are there: bases may live in them."""
    missing = [wheel.name for wheel in chosen.wheels if not (cache / wheel.folder).exists()]
    if missing:
        raise SystemExit(f"{cache}: no {', '.join(missing)}; run `fetch` first")
    resolver = Resolver(Modules(cache / wheel.folder for wheel in every))
    files = Files(catalogue)
    catalog = load_catalog(data=catalogue)

    def known(path: str) -> bool:
        return bool(catalog.call(path) or catalog.object(path) or catalog.client(path) or catalog.mark(path))

    results = []
    for wheel in chosen.wheels:
        listed = of_wheel(files.listed, wheel.modules)
        found = [*_old(resolver, files, listed), *new(resolver, files, listed, chosen.verbs, known)]
        names = len({name for entry in listed for name in entry.names})
        results.append(_sorted(wheel, names, found, chosen))
    return results


def _old(resolver: Resolver, files: Files, listed: list[Listed]) -> Iterator[Difference]:
    seen: set[str] = set()
    for entry in listed:
        names = [name for name in entry.names if name not in seen]
        seen.update(names)
        differences = list(gone(resolver, names, files.variants))
        if entry.spec is not None:
            differences += arguments(resolver, entry, files.variants)
        if differences:
            place = files.place(entry)
            yield from (difference._replace(place=place) for difference in differences)


def _sorted(wheel: Wheel, names: int, found: list[Difference], chosen: Plan) -> Result:
    open_ones, kept = [], []
    for difference in found:
        reasons = chosen.left_out if difference.kind == "new" else chosen.kept
        reason = next((one for one in reasons if one.covers(difference)), None)
        if reason is None:
            open_ones.append(difference)
        else:
            kept.append((difference, reason))
    return Result(wheel, names, open_ones, kept)


def as_table(results: list[Result]) -> Iterator[str]:
    """Differences wheel by wheel, then a table of counts."""
    for result in results:
        shown = [difference for difference in result.differences if difference.kind != "unsure"]
        if shown:
            yield f"{result.wheel.name} {result.wheel.version}"
        for difference in shown:
            detail = f": {difference.detail}" if difference.detail else ""
            yield f"  {TITLES[difference.kind]:16}  {difference.place:26}  {difference.name}{detail}"
    heads = ("names", "gone", "args", "order", "kept", "unsure", "new")
    yield f"{'library':24} {'version':>10}" + "".join(f" {head:>6}" for head in heads)
    for result in results:
        count = Counter(difference.kind for difference in result.differences)
        kept = sum(difference.kind in FAILING for difference, _reason in result.kept)
        counts = (result.names, count["gone"], count["argument"], count["order"], kept, count["unsure"], count["new"])
        yield f"{result.wheel.name:24} {result.wheel.version:>10}" + "".join(f" {number:6}" for number in counts)


def as_json(results: list[Result]) -> str:
    rows = [
        {
            "library": result.wheel.name,
            "version": result.wheel.version,
            "names": result.names,
            "differences": [difference._asdict() for difference in result.differences],
            "kept": [{**difference._asdict(), "reason": reason.reason} for difference, reason in result.kept],
        }
        for result in results
    ]
    return json.dumps({"libraries": rows}, indent=1, ensure_ascii=False)


def failed(results: list[Result]) -> bool:
    return any(difference.kind in FAILING for result in results for difference in result.differences)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"folder of the wheels (default: {CACHE})")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, words in (("fetch", "download and unpack the wheels"), ("check", "compare the catalogue with them")):
        command = commands.add_parser(name, help=words)
        command.add_argument("--only", action="append", default=[], metavar="NAME", help="this library (repeatable)")
        if name == "fetch":
            command.add_argument("--latest", action="store_true", help="the newest versions; writes them into the list")
        else:
            command.add_argument("--format", choices=("table", "json"), default="table")
    args = parser.parse_args(argv)
    chosen = plan(only=args.only)
    if args.command == "fetch":
        fetch(chosen.wheels, args.cache, latest=args.latest)
        return 0
    results = check(chosen, plan().wheels, args.cache)
    print(as_json(results) if args.format == "json" else "\n".join(as_table(results)))
    return 1 if failed(results) else 0


if __name__ == "__main__":
    sys.exit(main())

"""How fast greenlint is beside other linters, on the same pinned files in one run; how its time grows with the lines.

python bench/speed.py fetch            # packages of speed.toml, and each tool in an environment of its own
python bench/speed.py table            # greenlint cold, warm, one changed file, one file; the others; as ratios
python bench/speed.py growth           # 10,000 lines to 2,000,000

Other work on the machine disturbs: tools take turns, and of several rounds the best counts. CPU time is that of all
processes of a run; memory is that of its largest process.
"""

from __future__ import annotations

import argparse
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import ecosystem

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

LIST = Path(__file__).with_suffix(".toml")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "greenlint-speed"
TOOLS = {  # package to install -> command, run in the corpus
    "ruff": ("ruff", "check", "--isolated", "--no-cache", "--exit-zero", "--quiet", "."),
    "flake8": ("flake8", "--isolated", "--exit-zero", "--jobs", "{jobs}", "."),
    "fixit": ("fixit", "--quiet", "lint", "."),
    "overllm": ("overllm", "--exit-zero", "."),
    "agentguard-lint": ("agentguard", "."),
    "spendlint": ("spendlint", "--no-config", "."),
    "tokenlint": ("tokenlint", "--fail-on", "never", "."),
}
WITH = {"flake8": ["flake8-bugbear"]}
SMALL = """from openai import OpenAI

client = OpenAI()


def ask(rows):
    return [client.responses.create(model="gpt-5-mini", input="Say hello") for row in rows]
"""
STEPS = (10_000, 50_000, 200_000, 500_000, 1_000_000, 2_000_000)


class Cost(NamedTuple):
    wall: float  # seconds
    cpu: float  # seconds, user and system
    memory: float  # MB

    def best(self, other: Cost | None) -> Cost:
        return self if other is None else Cost(*map(min, self, other))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", type=Path, default=CACHE, help=f"where everything is kept (default: {CACHE})")
    parser.add_argument("--python", default=sys.executable, help="of the environment with greenlint")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", action="append", help="of the other tools, these")
    parser.add_argument("what", choices=("fetch", "table", "growth"))
    args = parser.parse_args()
    args.cache = args.cache.absolute()
    {"fetch": fetch, "table": table, "growth": growth}[args.what](args)
    return 0


def listed(grown: bool) -> list[ecosystem.Package]:
    """The packages of the table, or those that only the largest trees take."""
    entries = tomllib.loads(LIST.read_text(encoding="utf-8"))["package"]
    chosen = [entry for entry in entries if entry.pop("growth", False) == grown]
    return [ecosystem.Package(use="", **entry) for entry in chosen]


def fetch(args: argparse.Namespace) -> None:
    ecosystem.fetch([*listed(False), *listed(True)], args.cache / "packages")
    for name in TOOLS:
        place = args.cache / "tools" / name
        if not place.exists():
            venv.create(place, with_pip=True)
            subprocess.run([place / "bin" / "pip", "install", "--quiet", name, *WITH.get(name, [])], check=True)


def table(args: argparse.Namespace) -> None:
    with tempfile.TemporaryDirectory() as work:
        tree = Path(work, "corpus")
        files = _copy(args, listed(False), tree)
        print(_machine(args), f"{len(files)} files, {_lines(files):,} lines", sep="\n", end="\n\n")
        best: dict[str, Cost] = {}
        ways = _greenlint(args, tree, Path(work), _middle(files)) | _others(args, tree, Path(work))
        for number in range(args.rounds):
            for name, way in ways.items():
                if number and best[name].wall > 300:
                    continue  # too slow to ask twice
                cost = way()
                best[name] = cost.best(best.get(name))
                print(f"round {number + 1}: {name}: {cost.wall:.2f} s, {cost.cpu:.2f} s CPU", file=sys.stderr)
        _print_table(best)


def _greenlint(args: argparse.Namespace, tree: Path, work: Path, one: Path) -> dict[str, Callable[[], Cost]]:
    cache = work / "cache"

    def check(path: str = ".", *options: str) -> Cost:
        return _measured([*_command(args), "--cache-dir", str(cache), *options, path], tree)

    def cold() -> Cost:
        shutil.rmtree(cache, ignore_errors=True)
        return check()

    def changed() -> Cost:
        with one.open("a", encoding="utf-8") as stream:
            stream.write("\nCHANGED = True\n")
        return check()

    def alone(code: str) -> Callable[[], Cost]:
        folder = Path(tempfile.mkdtemp(dir=work))
        (folder / "small.py").write_text(code, encoding="utf-8")
        command = [part for part in _command(args) if part not in ("--output-format", "concise")]
        return lambda: _measured([*command, "--no-cache", "small.py"], folder)

    name = str(one.relative_to(tree))
    return {
        "greenlint, cold": cold,
        "greenlint, nothing changed": check,
        "greenlint, one changed file": changed,
        "greenlint, one file": lambda: check(name),
        "greenlint, one file, no cache": lambda: check(name, "--no-cache"),
        "greenlint, one small file alone, no cache": alone(SMALL),
        "greenlint, one small file that the screen drops, no cache": alone("import os\n\nprint(os.getcwd())\n"),
        "python -c 'import libcst'": lambda: _measured([args.python, "-c", "import libcst"], tree),
        "python -c pass": lambda: _measured([args.python, "-c", "pass"], tree),
        "greenlint --help": lambda: _measured([args.python, "-P", "-m", "greenlint", "--help"], tree),
    }


def _command(args: argparse.Namespace) -> list[str]:
    command = [args.python, "-P", "-m", "greenlint", "check", "--isolated", "--exit-zero", "--jobs", str(args.jobs)]
    return [*command, "--output-format", "concise"]


def _others(args: argparse.Namespace, tree: Path, work: Path) -> dict[str, Callable[[], Cost]]:
    def way(name: str, command: Iterable[str]) -> Callable[[], Cost]:
        first, *rest = (part.format(jobs=args.jobs) for part in command)
        return lambda: _measured([str(args.cache / "tools" / name / "bin" / first), *rest], tree)

    ways = {name: way(name, command) for name, command in TOOLS.items() if not args.only or name in args.only}
    if "ruff" in ways:
        warm = [part for part in TOOLS["ruff"] if part != "--no-cache"]
        ways["ruff, nothing changed"] = way("ruff", [*warm[:-1], "--cache-dir", str(work / "ruff"), "."])
    return ways


def _print_table(best: dict[str, Cost]) -> None:
    cold, warm = best["greenlint, cold"], best["greenlint, nothing changed"]
    print("| run | wall s | CPU s | wall ÷ greenlint cold | CPU ÷ greenlint cold | peak MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, cost in best.items():
        ratios = f"{cost.wall / cold.wall:.2f} | {cost.cpu / cold.cpu:.2f}"
        print(f"| {name} | {cost.wall:.2f} | {cost.cpu:.2f} | {ratios} | {cost.memory:.0f} |")
    if "ruff, nothing changed" in best:
        other = best["ruff, nothing changed"]
        print(f"\nnothing changed ÷ ruff's: {warm.wall / other.wall:.1f} wall, {warm.cpu / other.cpu:.1f} CPU")


def growth(args: argparse.Namespace) -> None:
    """Cold runs over more and more packages; the exponent of the line through the logarithms."""
    points: list[tuple[int, Cost]] = []
    print(_machine(args), "\n| lines | files | wall s | CPU s | CPU µs a line | peak MB |", sep="\n")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as work:
        for step in STEPS:
            tree = Path(work, "corpus")
            shutil.rmtree(tree, ignore_errors=True)
            files = _copy(args, [*listed(False), *listed(True)], tree, step)
            cost = _measured([*_command(args), "--no-cache", "."], tree)
            lines = _lines(files)
            points.append((lines, cost))
            row = f"| {lines:,} | {len(files):,} | {cost.wall:.1f} | {cost.cpu:.1f} | {cost.cpu / lines * 1e6:.0f} |"
            print(row, f"{cost.memory:.0f} |", flush=True)
    large = [(math.log(lines), math.log(cost.cpu)) for lines, cost in points if lines >= STEPS[1] * 0.9]
    print(f"\nCPU time grows as lines to the power of {_slope(large):.2f} (from {STEPS[1]:,} lines on)")


def _slope(points: list[tuple[float, float]]) -> float:
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _b in points)


def _copy(args: argparse.Namespace, packages: list[ecosystem.Package], tree: Path, lines: int = 0) -> list[Path]:
    """The Python files of the packages, side by side; with `lines`, as many whole files as come nearest to it."""
    copied: list[Path] = []
    total = 0
    for package in packages:
        source = args.cache / "packages" / package.folder
        if not source.exists():
            raise SystemExit(f"{source}: missing; run `fetch` first")
        for path in sorted(source.rglob("*.py")):
            if lines and total >= lines:
                return copied
            target = tree / package.folder / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)  # with its time: a file of this moment would be in doubt
            os.utime(target, (1_700_000_000, 1_700_000_000))
            total += path.read_bytes().count(b"\n")
            copied.append(target)
    return copied


def _measured(command: list[str], folder: Path) -> Cost:
    """One run; what it prints is thrown away. Raises SystemExit when it crashes."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - start
    if process.returncode < 0:
        print(f"{' '.join(command[:6])} died of signal {-process.returncode}", file=sys.stderr)
    factor = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * factor / 1e6)


def _middle(files: list[Path]) -> Path:
    """A file of middling length that uses a model."""
    using = [path for path in files if b"import openai" in (data := path.read_bytes()) or b"from openai" in data]
    return sorted(using or files, key=lambda path: path.stat().st_size)[len(using or files) // 2]


def _lines(files: Iterable[Path]) -> int:
    return sum(path.read_bytes().count(b"\n") for path in files)


def _machine(args: argparse.Namespace) -> str:
    said = [f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {args.jobs} jobs"]
    code = "import sys; from importlib.metadata import version as v; print('Python', sys.version.split()[0], 'LibCST',"
    said.append(
        subprocess.run([args.python, "-c", code + " v('libcst'))"], capture_output=True, text=True).stdout.strip()
    )
    for name in TOOLS:
        pip = args.cache / "tools" / name / "bin" / "python"
        if pip.exists():
            names = [name, *WITH.get(name, [])]
            code = f"from importlib.metadata import version as v; print(*[n + ' ' + v(n) for n in {names!r}])"
            said.append(subprocess.run([pip, "-c", code], capture_output=True, text=True).stdout.strip())
    return ", ".join(said)


if __name__ == "__main__":
    sys.exit(main())

"""Runs the tests in a process of their own: a fresh folder, a bare environment, a time limit that kills the whole group."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

import msgspec

from greenlint.learn.exercise import Exercise
from greenlint.learn.meter.control import Notes
from greenlint.learn.meter.ledger import Ledger
from greenlint.learn.meter.server import Meter

_KEPT = (
    "PATH",
    "SYSTEMROOT",
    "SYSTEMDRIVE",
    "WINDIR",
    "COMSPEC",
    "PATHEXT",
    "LANG",
    "LC_ALL",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
)
_START_SECONDS = 15.0  # for the interpreter and pytest, before the exercise's own time begins
_MOST_OUTPUT = 20_000  # characters kept of what the process said
_BOOT = "import sys; sys.path[:] = {path!r}; from greenlint.learn.runner.boot import main; sys.exit(main())"


class Run(msgspec.Struct, kw_only=True):
    """How the process ended, and what the meter saw."""

    end: Literal["finished", "time-out", "crashed"]
    ledger: Ledger
    notes: Notes
    said: str  # stderr: the stack of an endless loop stands here
    seconds: float


@contextmanager
def laid_out(exercise: Exercise, files: Mapping[str, str]) -> Iterator[Path]:
    """A folder with the learner's files, the pack's read-only ones and the pristine tests; gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="greenlint-lab-")).resolve()
    try:
        for name in exercise.readonly:
            _write(folder / name, (exercise.starter / name).read_bytes())
        for name, text in files.items():
            _write(folder / name, text.encode())
        for path in exercise.tests:
            _write(folder / "lab_tests" / path.name, path.read_bytes())
        _write(folder / "pytest.ini", b"[pytest]\n")
        (folder / "tmp").mkdir()
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def run_tests(exercise: Exercise, files: Mapping[str, str], *, seed: int, lang: str, key: bytes | None = None) -> Run:
    """Behaviour tests against the files, with the meter counting. `key` fixes what the services invent (authors only)."""
    started = time.monotonic()
    meter = Meter(exercise.world, key)
    try:
        with laid_out(exercise, files) as folder:
            process = _start(exercise, folder, meter)
            try:
                meter.start()
                end, said = _finish(
                    process, _order(exercise, folder, meter, seed, lang), exercise.facts.timeout + _START_SECONDS
                )
            finally:
                _kill(process)
    finally:
        ledger = meter.stop()
    return Run(end=end, ledger=ledger, notes=meter.control.notes, said=said, seconds=time.monotonic() - started)


def _start(exercise: Exercise, folder: Path, meter: Meter) -> subprocess.Popen[str]:
    path = [entry for entry in sys.path if entry] + [str(Path(__file__).resolve().parents[3])]
    command = [sys.executable, "-s", "-B", "-X", "utf8", "-c", _BOOT.format(path=path)]
    return subprocess.Popen(
        command, cwd=folder, env=_environment(exercise, folder, meter), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, encoding="utf-8", errors="replace", start_new_session=True,
    )  # fmt: skip


def _environment(exercise: Exercise, folder: Path, meter: Meter) -> dict[str, str]:
    """Nothing of the learner's environment but what an interpreter needs: real keys stay outside."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    temporary = str(folder / "tmp")
    services = {service.env: f"{meter.url}/service/{name}" for name, service in exercise.world.services.items()}
    return {
        **kept, "HOME": temporary, "USERPROFILE": temporary, "TMPDIR": temporary, "TEMP": temporary, "TMP": temporary,
        "NO_PROXY": "127.0.0.1,localhost", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0",
        "OPENAI_BASE_URL": f"{meter.url}/openai/v1", "OPENAI_API_KEY": "lab",
        "ANTHROPIC_BASE_URL": f"{meter.url}/anthropic", "ANTHROPIC_API_KEY": "lab", **services,
    }  # fmt: skip


def _order(exercise: Exercise, folder: Path, meter: Meter, seed: int, lang: str) -> dict[str, Any]:
    path = [entry for entry in sys.path if entry] + [str(Path(__file__).resolve().parents[3])]
    return {
        "folder": str(folder), "port": meter.port, "token": meter.token, "files": list(exercise.facts.edit), "seed": seed,
        "lang": lang, "memory": exercise.facts.memory, "timeout": exercise.facts.timeout, "path": path,
        "tests": [str(folder / "lab_tests" / test.name) for test in exercise.tests],
    }  # fmt: skip


def _finish(
    process: subprocess.Popen[str], order: dict[str, Any], seconds: float
) -> tuple[Literal["finished", "time-out", "crashed"], str]:
    try:
        _out, said = process.communicate(json.dumps(order), timeout=seconds)
    except subprocess.TimeoutExpired:
        _kill(process)
        _out, said = process.communicate()
        return "time-out", said[-_MOST_OUTPUT:]
    return ("finished" if process.returncode in (0, 1) else "crashed"), said[-_MOST_OUTPUT:]


def _kill(process: subprocess.Popen[str]) -> None:
    """The process and everything it started."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()

"""Runs the tests in a process of their own: a fresh folder, a bare environment, limits on time and memory."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from greenlint.learn import runner
from greenlint.learn.check.launch import End, import_path, launch
from greenlint.learn.errors import LearnError
from greenlint.learn.exercise import Exercise
from greenlint.learn.meter.control import Notes
from greenlint.learn.meter.ledger import Ledger
from greenlint.learn.meter.server import Meter
from greenlint.texts import _

_KEPT = (
    "PATH", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "LANG", "LC_ALL", "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
)  # fmt: skip
STAND_INS = Path(runner.__file__).parent / "fakes"
_START_SECONDS = 15.0  # for the interpreter and pytest, before the exercise's own time begins


class Run(msgspec.Struct, kw_only=True):
    """How the process ended, and what the meter saw."""

    end: End
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


def run_tests(
    exercise: Exercise,
    files: Mapping[str, str],
    *,
    seed: int,
    lang: str,
    key: bytes | None = None,
    guessed: bool = False,
) -> Run:
    """Behaviour tests against the files, with the meter counting. For authors: `key` fixes what the services invent,
    `guessed` proves that inventing it oneself is of no use.

    Raises LearnError when the lab itself does not work.
    """
    _verify_libraries(exercise)
    started = time.monotonic()
    meter = Meter(exercise.world, key, guessed=guessed)
    try:
        with laid_out(exercise, files) as folder:
            process = launch(folder, _environment(exercise, folder, meter))
            try:
                meter.start()
                order = _order(exercise, folder, meter, seed, lang)
                end, said = process.finish(order, exercise.facts.timeout + _START_SECONDS)
            finally:
                process.kill()
    finally:
        ledger = meter.stop()
    return Run(end=end, ledger=ledger, notes=meter.control.notes, said=said, seconds=time.monotonic() - started)


def _verify_libraries(exercise: Exercise) -> None:
    """Raises LearnError when the exercise's libraries are neither installed nor stood in for."""
    missing = [name for name in exercise.facts.requires if not (STAND_INS / name).is_dir() and find_spec(name) is None]
    if missing:
        ask = _('this exercise needs {names}: install the course with  pip install "greenlint[learn]"')
        raise LearnError(ask.format(names=", ".join(missing)))


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
    facts = exercise.facts
    return {
        "folder": str(folder), "port": meter.port, "token": meter.token, "files": list(facts.edit), "seed": seed,
        "lang": lang, "memory": facts.memory, "timeout": facts.timeout, "path": import_path(),
        "tests": [str(folder / "lab_tests" / test.name) for test in exercise.tests],
    }  # fmt: skip

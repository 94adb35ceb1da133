"""Starts test processes: cold ones anywhere; where fork exists, warm ones from a process that is loaded already."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from greenlint.learn.errors import LearnError
from greenlint.texts import _

End = Literal["finished", "time-out", "crashed"]
_MOST_OUTPUT = 20_000  # characters kept of what the process said
_PRELOAD_SECONDS = 60.0


def import_path() -> list[str]:
    """Where the test process finds greenlint and its libraries."""
    return [entry for entry in sys.path if entry] + [str(Path(__file__).resolve().parents[3])]


def _command(module: str) -> list[str]:
    start = f"from greenlint.learn.runner.{module} import main; sys.exit(main())"
    boot = f"import sys; sys.path[:] = {import_path()!r}; {start}"
    return [sys.executable, "-s", "-B", "-X", "utf8", "-c", boot]


class Cold:
    """A new interpreter; it loads its libraries while the meter starts."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self._process = subprocess.Popen(
            _command("boot"),
            cwd=folder,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def finish(self, order: dict[str, Any], seconds: float) -> tuple[End, str]:
        """Gives the order and waits. What the process said ends with its stack when it was still running."""
        try:
            _out, said = self._process.communicate(json.dumps(order), timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            _out, said = self._process.communicate()
            return "time-out", said[-_MOST_OUTPUT:]
        return _end(self._process.returncode), said[-_MOST_OUTPUT:]

    def kill(self) -> None:
        _kill_group(self._process.pid)
        if not hasattr(os, "killpg"):
            self._process.kill()
        self._process.wait()


class Warm:
    """A fork of the zygote."""

    def __init__(self, zygote: Zygote, folder: Path, env: dict[str, str]) -> None:
        self._zygote, self._env = zygote, env
        self._said = folder / "tmp" / "said.txt"
        self._pid: int | None = None

    def finish(self, order: dict[str, Any], seconds: float) -> tuple[End, str]:
        job = self._zygote.send(order, self._env, str(self._said))
        ended = job.done.wait(seconds)
        self._pid = job.pid
        if not ended:
            self.kill()
            job.done.wait(5)
        said = self._said.read_text("utf-8", "replace")[-_MOST_OUTPUT:] if self._said.exists() else ""
        return ("time-out" if not ended else _end(job.code)), said

    def kill(self) -> None:
        if self._pid is not None:
            _kill_group(self._pid)


class _Job:
    def __init__(self) -> None:
        self.pid: int | None = None
        self.code = 1
        self.done = threading.Event()


class Zygote:
    """The loaded process. Thread-safe."""

    def __init__(self, modules: Iterable[str]) -> None:
        """Raises LearnError when it does not come up."""
        self._process = subprocess.Popen(
            _command("zygote"), env=os.environ | {"PYTHONHASHSEED": "0"}, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._jobs: dict[int, _Job] = {}
        self._lock = threading.Lock()
        self._ready = threading.Event()
        self._write(sorted(set(modules)))
        threading.Thread(target=self._listen, daemon=True).start()
        if not self._ready.wait(_PRELOAD_SECONDS) or self._process.poll() is not None:
            self.stop()
            raise LearnError(_("the lab's process did not start; see `greenlint learn doctor`"))

    def send(self, order: dict[str, Any], env: dict[str, str], said: str) -> _Job:
        job = _Job()
        with self._lock:
            number = len(self._jobs)
            self._jobs[number] = job
            self._write({"number": number, "order": order, "env": env, "said": said})
        return job

    def _write(self, data: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(data).encode() + b"\n")
        self._process.stdin.flush()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            said = json.loads(line)
            if "ready" in said:
                self._ready.set()
                continue
            job = self._jobs[said["number"]]
            if "pid" in said:
                job.pid = said["pid"]
            else:
                job.code = said["code"]
                job.done.set()
        self._ready.set()
        for job in self._jobs.values():
            job.done.set()

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()


_current: list[Zygote] = []


@contextmanager
def warmed(modules: Iterable[str]) -> Iterator[None]:
    """Checks inside the block start warm; on Windows, cold as ever."""
    if not hasattr(os, "fork"):
        yield
        return
    zygote = Zygote(modules)
    _current.append(zygote)
    try:
        yield
    finally:
        _current.remove(zygote)
        zygote.stop()


def launch(folder: Path, env: dict[str, str]) -> Cold | Warm:
    """A test process for the laid-out folder."""
    return Warm(_current[-1], folder, env) if _current else Cold(folder, env)


def _end(code: int) -> End:
    return "finished" if code in (0, 1) else "crashed"


def _kill_group(pid: int) -> None:
    """The process and everything it started."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        return

"""doctor: is everything there that a check needs? Each trouble comes with its remedy."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from greenlint.learn.ink import FAILED, PASSED, ink
from greenlint.texts import _

_NEEDED = ("pytest", "starlette", "uvicorn", "python_multipart", "openai", "anthropic", "requests", "httpx", "flask")
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY")
Look = tuple[bool, str, str]  # fine, what, remedy


def doctor(quiet: bool = False) -> int:
    """Prints what was found; only troubles when quiet. 0 when a check can run, 2 otherwise."""
    troubles = 0
    for fine, what, remedy in _looks():
        troubles += not fine
        if not fine:
            print(f"{ink(FAILED, 'red')} {what}")
            print(f"   {remedy}")
        elif not quiet:
            print(f"{ink(PASSED, 'green')} {what}")
    return 2 if troubles else 0


def _looks() -> Iterator[Look]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= (3, 10), f"Python {version}", _("greenlint needs Python 3.10 or newer")
    missing = [name for name in _NEEDED if importlib.util.find_spec(name) is None]
    yield (
        not missing,
        _("libraries: {names}").format(names=", ".join(missing) if missing else _("all there")),
        _('they are missing: pip install "greenlint[learn]"'),
    )
    if not missing:
        yield _loopback()
    yield _folder()


def _loopback() -> Look:
    from greenlint.learn.meter.server import Meter
    from greenlint.learn.meter.spec import Route, Service, WorldFile

    world = WorldFile(
        format=1, services={"doctor": Service(env="DOCTOR", routes=(Route(path="/ping/{id}", table="pings"),))}
    )
    remedy = _("allow programs to talk to 127.0.0.1 (firewall, antivirus), and add 127.0.0.1 to NO_PROXY")
    started = time.perf_counter()
    try:
        with Meter(world) as meter:
            meter.world.put("pings", {"one": {"fine": True}})
            opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
            opener.open(f"{meter.url}/service/doctor/ping/one", timeout=5).read()
    except Exception as error:
        return False, _("loopback server: {error}").format(error=error), remedy
    spent = (time.perf_counter() - started) * 1000
    proxies = [name for name in _PROXIES if os.environ.get(name) or os.environ.get(name.lower())]
    what = _("loopback server: answers ({ms:.0f} ms with its start)").format(ms=spent)
    if proxies:
        what += " · " + _("{names} is set; the lab goes around it").format(names=", ".join(proxies))
    return True, what, ""


def _folder() -> Look:
    here = Path.cwd()
    try:
        probe = here / ".greenlint-doctor"
        probe.write_bytes(b"")
        started = time.perf_counter()
        probe.stat()
        spent = (time.perf_counter() - started) * 1000
        probe.unlink()
    except OSError as error:
        what = _("folder {folder}: {error}").format(folder=here, error=error.strerror)
        return False, what, _("work in a folder that you may write to")
    return True, _("folder {folder}: writable ({ms:.0f} ms a look)").format(folder=here, ms=spent), ""

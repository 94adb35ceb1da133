"""Starts the tests. Says nothing on stdout."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

FAKES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "fakes")


def main() -> int:
    """One order from stdin."""
    return run(json.loads(sys.stdin.read()))


def run(order: dict[str, Any]) -> int:
    """Runs the pristine tests. The meter hears how each went; the exit code only says that they ran."""
    folder = os.path.realpath(order["folder"]).replace("\\", "/")
    sys.path[:] = [folder, FAKES, *order["path"]]

    import faulthandler

    from greenlint.learn.runner.channel import Channel
    from greenlint.learn.runner.clock import Clock
    from greenlint.learn.runner.guard import install, limit
    from greenlint.learn.runner.lines import set_channel
    from greenlint.learn.runner.sites import Sites

    channel = Channel(order["port"], order["token"])  # greenlint: ignore[client-per-call] the caller forked for it
    sites = Sites(folder, tuple(order["files"]), channel.port)
    set_channel(channel, sites)

    import pytest

    from greenlint.learn.runner.plugin import LabPlugin

    plugin = LabPlugin(channel, sites, folder, tuple(order["files"]), order["seed"], order["lang"])
    sites.install()
    Clock(lambda seconds: channel.do("sleep", seconds), lambda: int(channel.do("busy"))).install()
    limit(order["memory"])
    faulthandler.dump_traceback_later(order["timeout"], exit=True)  # ends an endless loop, and says where it stands
    install(folder, lambda what: channel.do("breach", what))
    options = [
        "-x", "-s", "--noconftest", "--assert=plain", "--import-mode=importlib", "--rootdir", folder,
        "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:warnings", "-p", "no:logging", "-p", "no:faulthandler",
        "-p", "no:junitxml", "-p", "no:doctest", "-p", "no:unittest", "-p", "no:nose", "-p", "no:pastebin",
    ]  # fmt: skip
    return int(pytest.main([*options, *order["tests"]], plugins=[plugin]))

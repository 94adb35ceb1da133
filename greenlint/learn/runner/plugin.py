"""The pytest plugin of the test process: gives `lab` to the tests, reports how each one ended."""

from __future__ import annotations

import traceback
from collections.abc import Generator
from typing import Any

import pytest

from greenlint.learn.runner.channel import Channel
from greenlint.learn.runner.lab import Lab
from greenlint.learn.runner.sites import Sites

_LONGEST_MESSAGE = 2000  # characters


class LabPlugin:
    """`modules` are the learner's, by import name; `folder` holds them."""

    def __init__(
        self, channel: Channel, sites: Sites, folder: str, files: tuple[str, ...], seed: int, lang: str
    ) -> None:
        self._channel, self._sites = channel, sites
        self._files = {f"{folder}/{name}": name for name in files}
        self._modules = tuple(name.removesuffix(".py").replace("/", ".") for name in files)
        self._seed, self._lang = seed, lang

    @pytest.fixture
    def lab(self, request: pytest.FixtureRequest) -> Lab:
        return Lab(self._channel, self._modules, self._seed, request.node.name, self._lang)

    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        self._channel.do("begin", item.name)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, None]:
        result = yield
        report = result.get_result()
        if report.when == "call" or (report.when == "setup" and not report.passed):
            error = call.excinfo.value if call.excinfo else None
            for connection, file, line in self._sites.take():
                self._channel.do("site", connection, file, line)
            self._channel.do("end", self._outcome(item.name, report.passed, error))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            outcome = {
                "test": "",
                "passed": False,
                "message": str(report.longrepr)[:_LONGEST_MESSAGE],
                "kind": "collection",
            }
            self._channel.do("end", outcome)

    def _outcome(self, test: str, passed: bool, error: BaseException | None) -> dict[str, Any]:
        if passed or error is None:
            return {"test": test, "passed": passed}
        site, last = None, None
        for frame in traceback.extract_tb(error.__traceback__):
            name = self._files.get(frame.filename.replace("\\", "/"))
            if name is not None:
                site = {"file": name, "line": frame.lineno or 0}
            last = frame.filename
        kind = type(error).__name__
        if isinstance(error, AssertionError) and last is not None and last.replace("\\", "/") not in self._files:
            kind, site = "assertion", None
        elif (
            isinstance(error, AttributeError)
            and getattr(error, "obj", None).__class__.__name__ == "module"
            and site is None
        ):
            kind = "missing"
        return {"test": test, "passed": False, "message": str(error)[:_LONGEST_MESSAGE], "kind": kind, "site": site}

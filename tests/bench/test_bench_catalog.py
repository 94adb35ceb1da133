"""The catalogue's check against wheels: tried on a wheel and a catalogue made by hand."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from bench_scripts import BENCH, loaded

WHEEL = {
    "acme/__init__.py": """
        from .client import Client as Client
        from ._tools import *
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            from .typed import Typed
        _import_structure = {"images": ["Painter"], "late": ["Late"]}
        _dynamic = {"Speaker": "voices", "speak": (".voices", "speak_now")}
        def __getattr__(name):
            ...
        images: bool = False
        default = Client()
        ask = default.ask
    """,
    "acme/_tools.py": """
        __all__ = ["count"]
        def count(text): ...
    """,
    "acme/typed.py": "class Typed: ...",
    "acme/images.py": """
        class Painter:
            @classmethod
            def load(cls, name, *, size=1) -> "Painter": ...
            def paint(self, prompt): ...
    """,
    "acme/voices.py": """
        class Speaker: ...
        def speak_now(text): ...
    """,
    "acme/client.py": """
        from functools import cached_property
        from typing import TypedDict, overload
        from elsewhere import Base
        from . import voices
        class Options(TypedDict, total=False):
            max_tokens: int
        class Completions:
            @overload
            def create(self, *, model: str) -> str: ...
            @overload
            def create(self, *, model: str, stream: bool) -> str: ...
            def create(self, *, model, stream=False): ...
            async def stream(self, *, model, options: Options | None = None) -> "Stream": ...
            def rename(self): ...
        class Stream(Base):
            def parse(self): ...
        class Chat:
            completions: Completions
            def __init__(self, client):
                self.completions = Completions()
        class Jobs:
            def create(self, name, model): ...
            def run(self, **kwargs): ...
        class Client:
            @cached_property
            def chat(self) -> "Chat":
                from .other import Chat
                return Chat(self)
            @property
            def jobs(self):
                if self._jobs is None:
                    self._jobs = Jobs()
                return self._jobs
            voices: "voices.Speaker"
            def __init__(self, key=None, *, retries=2):
                self._jobs = None
                self._jobs = Jobs()
            def ask(self, question, limit=None): ...
    """,
}

CATALOGUE = """
library: acme
modules: [acme]
aliases:
  acme.Client: [acme.client.Client, acme.OldClient]
clients:
  - {names: [acme.Client], retries: 2, retries-arg: max_retries, args: {key: [key]}}
calls:
  - names: [acme.Client().chat.completions.create]
    kind: chat
    args: {model: [model], stream: [stream], limit: [max_tokens]}
  - names: [acme.Client().chat.completions.stream]
    kind: chat
    args: {model: [model], limit: [options.max_tokens, options.limit]}
  - {names: [acme.Client().jobs.run], kind: api, args: {model: [anything]}}
  - {names: [acme.ask], kind: chat, args: {prompt: [question], limit: [limit]}, positional: [limit, question]}
  - {names: [acme.complete, acme.Client().chat.old.create], kind: chat}
  - {names: [acme.Painter.load().paint, acme.speak, acme.count, acme.Typed], kind: api}
"""


@pytest.fixture(scope="module")
def bench() -> Iterator[ModuleType]:
    sys.path.insert(0, str(BENCH))
    yield loaded("catalog", "bench_catalog")
    sys.path.remove(str(BENCH))


def dedented(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(line.removeprefix("        ") for line in lines)


@pytest.fixture
def cache(bench: ModuleType, tmp_path: Path) -> Path:
    wheel = tmp_path / "acme-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, text in WHEEL.items():
            archive.writestr(name, dedented(text))
        archive.writestr("acme/data.bin", b"\x00")
    bench.unpack(wheel, tmp_path / "cache" / "acme-1.0")
    assert not (tmp_path / "cache" / "acme-1.0" / "acme" / "data.bin").exists()
    catalogue = tmp_path / "catalogue"
    catalogue.mkdir()
    (catalogue / "acme.yaml").write_text(CATALOGUE)
    return tmp_path


def checked(bench: ModuleType, folder: Path, kept: tuple[Any, ...] = (), left_out: tuple[Any, ...] = ()) -> list[Any]:
    wheels = [bench.Wheel("acme", "1.0", "", ("acme",))]
    plan = bench.Plan(wheels, frozenset({"create", "run", "ask", "paint"}), list(kept), list(left_out))
    results: list[Any] = bench.check(plan, wheels, folder / "cache", folder / "catalogue")
    return results


def of_kind(results: list[Any], kind: str) -> list[tuple[str, str]]:
    return [(one.name, one.detail) for result in results for one in result.differences if one.kind == kind]


def test_what_is_gone(bench: ModuleType, cache: Path) -> None:
    results = checked(bench, cache)
    names = [name for name, _detail in of_kind(results, "gone")]
    assert names == ["acme.complete", "acme.Client().chat.old.create", "acme.OldClient"]
    details = dict(of_kind(results, "gone"))
    assert details["acme.Client().chat.old.create"] == "`acme.Client().chat` is there, `old.create` is not"
    assert bench.failed(results)


def test_arguments_and_their_order(bench: ModuleType, cache: Path) -> None:
    results = checked(bench, cache)
    assert of_kind(results, "argument") == [
        ("acme.Client", "`max_retries` (retries-arg)"),
        ("acme.Client().chat.completions.create", "`max_tokens` (limit)"),
        ("acme.Client().chat.completions.stream", "`options.limit` (limit)"),
    ]
    assert of_kind(results, "order") == [
        ("acme.ask", "`limit` is no. 1, there it is `question`"),
        ("acme.ask", "`question` is no. 2, there it is `limit`"),
    ]


def test_new_calls(bench: ModuleType, cache: Path) -> None:
    found = [name for name, _detail in of_kind(checked(bench, cache), "new")]
    assert sorted(found) == ["acme.Client().ask", "acme.Client().jobs.create"]


def test_what_is_kept_needs_a_reason_and_no_action(bench: ModuleType, cache: Path) -> None:
    kept = (
        bench.Kept(("acme.complete", "acme.OldClient", "acme.Client().chat.old.*", "acme.ask"), "before 1.0"),
        bench.Kept(("acme.Client",), "before 1.0", ("max_retries",)),
        bench.Kept(("acme.Client().chat.completions.*",), "shared", ("max_tokens", "options.limit")),
    )
    results = checked(bench, cache, kept, (bench.Kept(("acme.Client().*",), "not asked for"),))
    assert not bench.failed(results)
    assert not of_kind(results, "new")
    rows = json.loads(bench.as_json(results))["libraries"]
    assert rows[0]["version"] == "1.0"
    assert {row["reason"] for row in rows[0]["kept"]} == {"before 1.0", "shared", "not asked for"}


def test_an_argument_that_is_kept_keeps_no_name(bench: ModuleType) -> None:
    kept = bench.Kept(("acme.*",), "", ("max_tokens",))
    difference = sys.modules["wheel_names.compare"].Difference
    assert kept.covers(difference("argument", "acme.ask", "`max_tokens` (limit)"))
    assert not kept.covers(difference("argument", "acme.ask", "`tokens` (limit)"))
    assert not kept.covers(difference("gone", "acme.ask"))


def test_table(bench: ModuleType, cache: Path) -> None:
    lines = list(bench.as_table(checked(bench, cache)))
    assert lines[0] == "acme 1.0"
    assert any(re.match(r"  gone +acme\.yaml:\d+ +acme\.complete", line) for line in lines)
    assert lines[-1].split() == ["acme", "1.0", "13", "3", "3", "2", "0", "0", "2"]


def test_bases_from_elsewhere_are_not_guessed(bench: ModuleType, cache: Path) -> None:
    names = sys.modules["wheel_names"]
    resolver = names.Resolver(names.Modules([cache / "cache" / "acme-1.0"]))
    assert resolver.path("acme.Client().chat.completions.stream().anything") == [names.UNKNOWN]
    assert resolver.path("acme.Client().chat.completions.stream().parse")
    assert resolver.path("acme.Client().chat.anything") == []
    assert resolver.path("acme.Client().voices.speak") == []  # the type, not the attribute of the same name
    assert isinstance(resolver.path("acme.images")[0], names.Module)
    assert resolver.path("acme.Late") == [names.UNKNOWN]  # a table names it, its file is not there


def test_pins(bench: ModuleType, tmp_path: Path) -> None:
    plan = bench.plan()
    assert len({wheel.name for wheel in plan.wheels}) == len(plan.wheels) >= 20
    assert all(re.fullmatch(r"[0-9a-f]{64}", wheel.sha256) for wheel in plan.wheels)
    assert all(one.reason for one in (*plan.kept, *plan.left_out))
    with pytest.raises(SystemExit, match="no wheel typo"):
        bench.plan(only=["typo"])
    pins = tmp_path / "catalog.toml"
    pins.write_text((BENCH / "catalog.toml").read_text())
    bench._pin(pins, plan.wheels[0]._replace(version="9.9", sha256="0" * 64))
    moved = bench.plan(pins).wheels
    assert (moved[0].version, moved[0].sha256) == ("9.9", "0" * 64)
    assert moved[1:] == plan.wheels[1:]

"""The survey leaves out only what cannot matter: the findings are those of the full way, which parses every file.

GREENLINT_TEST_TREES: folders of real code, with the path separator between them, to prove it on as well.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from greenlint.cards import load_cards
from greenlint.catalog import load_catalog
from greenlint.config import Settings
from greenlint.engine import Report, check_paths
from greenlint.finding import Notice
from greenlint.reading.groups import groups_of
from greenlint.reading.survey import Surveyed, Surveyor
from greenlint.sources.imports import imports

TREES = [Path(tree) for tree in os.environ.get("GREENLINT_TEST_TREES", "").split(os.pathsep) if tree]


class _Everything(Surveyor):
    """Says of each file that it uses the catalogue."""

    def survey(self, path: Path, data: bytes | None = None) -> Surveyed | Notice:
        found = super().survey(path, data)
        return found if isinstance(found, Notice) else msgspec.structs.replace(found, direct=True)


def both_ways(monkeypatch: pytest.MonkeyPatch) -> Iterator[Report]:
    settings = Settings(min_confidence="low", aggregate=False)
    yield check_paths([Path()], settings, jobs=2)
    with monkeypatch.context() as patched:
        patched.setattr("greenlint.reading.survey.Surveyor", _Everything)
        yield check_paths([Path()], settings, jobs=2)


def test_nothing_is_lost_on_the_examples(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for card in load_cards().values():
        for number, example in enumerate(card.examples):
            for kind, files in (("bad", example.bad_files()), ("good", example.good_files())):
                for name, code in files.items():
                    path = Path(f"{card.code}_{number}_{kind}", name)
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(code, "utf-8")
    for name, code in {"prose.py": '"""Ask openai, or requests."""\n', "sums.py": "import math\n"}.items():
        Path(name).write_text(code, "utf-8")
    quick, full = both_ways(monkeypatch)
    assert len(quick.findings) > 100
    assert [f for f in quick.findings if f.code != "GRN901"] == [f for f in full.findings if f.code != "GRN901"]


@pytest.mark.parametrize("tree", TREES, ids=str)
def test_nothing_is_lost_on_real_code(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tree)
    quick, full = both_ways(monkeypatch)
    assert [f for f in quick.findings if f.code != "GRN901"] == [f for f in full.findings if f.code != "GRN901"]


def surveyed(files: dict[str, str]) -> dict[str, Surveyed]:
    surveyor = Surveyor(load_catalog())
    found = {path: surveyor.survey(Path(path), text.encode()) for path, text in files.items()}
    return {path: item for path, item in found.items() if not isinstance(item, Notice)}


def grouped(files: dict[str, str]) -> list[list[str]]:
    return groups_of(surveyed(files), load_catalog().roots)


@pytest.mark.parametrize(
    "text",
    [
        "import openai",
        "import os, openai as o",
        "from openai import OpenAI",
        "from openai import (  # a comment (with brackets)\n    AsyncOpenAI,\n    OpenAI)",
        "def f():\n    import openai",
        "x = 1; import openai",
        "try: import openai\nexcept ImportError: pass",
        "from \\\n    openai \\\n    import OpenAI",
        "import \\\n    openai",
        "from openai import *",
        "import google.genai",
        "from google import genai",
        "from openai\timport\tOpenAI",
        "import openai\r\nopenai.x()\r\n",
        "import\topenai",
    ],
)
def test_every_way_to_import_is_seen(text: str) -> None:
    assert surveyed({"app.py": text})["app.py"].direct


@pytest.mark.parametrize(
    "text",
    ["# import openai", "x = 'openai'", "import openai_tools", "from .openai import x", "import json", "import pandas"],
)
def test_a_word_is_no_import(text: str) -> None:
    found = surveyed({"app.py": text})["app.py"]
    assert not found.direct or text == "# import openai"  # an import in a comment is kept: harmless


@pytest.mark.parametrize(
    "text",
    [
        "from x import (" + "# c (a, b\n a," * 2000,
        "from x import (\n" * 2000,
        "from " * 20_000,
        "from" + " " * 20_000 + "import",
        "from \\\n" * 20_000,
        "from " + "." * 20_000,
        "import a" + " " * 20_000 + "as",
        "import x" + " ,x" * 20_000 + " as",
    ],
)
def test_no_text_takes_longer_than_its_length_allows(text: str) -> None:
    """Each of these took one of two readers an age: no bracket closes, no name follows."""
    assert len(list(imports(text))) <= 20_001


def test_names_of_an_import_are_read() -> None:
    found = list(
        imports("from a.b import (c, d as e,  # x)\n f)\nfrom .. import g\nimport h.i as j, k\nfrom . l import m")
    )
    assert found == [
        ("a.b", "c", 0), ("a.b", "d", 0), ("a.b", "f", 0), ("", "g", 2), ("h.i", None, 0), ("k", None, 0), ("l", "m", 1),
    ]  # fmt: skip


def test_who_links_is_one_group_and_who_cannot_matter_is_none() -> None:
    found = grouped(
        {
            "llm.py": "import openai\n",
            "app.py": "from llm import ask\n",
            "user.py": "import app\n",
            "texts.py": "PROMPT = ''\n",
            "cold.py": "import json\n",
            "alone.py": "import requests\n",
            "prompts.py": "from texts import PROMPT\n",
            "more.py": "import llm\nimport prompts\n",
        }
    )
    linked = ["app.py", "llm.py", "more.py", "prompts.py", "texts.py", "user.py"]
    assert [sorted(group) for group in found] == [linked, ["alone.py"]]


def test_pages_that_share_a_session_are_linked() -> None:
    found = grouped(
        {
            "main.py": "import openai\nimport streamlit as st\nst.session_state.client = openai.OpenAI()\n",
            "page.py": "import streamlit as st\nst.session_state.client.responses.create()\n",
            "other.py": "import requests\n",
        }
    )
    assert [sorted(group) for group in found] == [["main.py", "page.py"], ["other.py"]]


def test_pages_of_two_applications_share_no_session() -> None:
    page = "import streamlit as st\nst.session_state.client.responses.create()\n"
    main = "import openai\nimport streamlit as st\nst.session_state.client = openai.OpenAI()\n"
    found = grouped({"one/app.py": main, "one/pages/ask.py": page, "two/app.py": main, "two/pages/ask.py": page})
    assert [sorted(group) for group in found] == [
        ["one/app.py", "one/pages/ask.py"],
        ["two/app.py", "two/pages/ask.py"],
    ]


def test_beside_a_package_module_of_the_same_name_the_library_is_meant() -> None:
    package = {"pkg/__init__.py": "", "pkg/openai.py": "from openai import OpenAI\n"}
    found = grouped({**package, "pkg/azure.py": "from openai import AzureOpenAI\n"})
    assert sorted(map(sorted, found)) == [["pkg/azure.py"], ["pkg/openai.py"]]

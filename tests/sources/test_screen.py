"""The screen keeps every file that could name a library."""

from __future__ import annotations

import json

import pytest

from greenlint.sources import Screen

WORDS = [b"openai", b"openai_agents", b"google", b"genai", b"requests", b"concurrent.futures"]


@pytest.mark.parametrize(
    "data",
    [
        b"import openai",
        b"from openai.types import X",
        b"import a, requests as r",
        b"openai_agents.run()",
        b'importlib.import_module("openai")',
        b"from google import genai",
        b"import\\\n openai",
        b"import concurrent.futures",
        json.dumps({"cells": [{"source": ["import openai\n"]}]}).encode(),
        b'{"source": "import \\u006fpenai"}',
    ],
)
def test_keeps(data: bytes) -> None:
    assert Screen(WORDS).keeps(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"import openai_other",
        b"import my_openai",
        b"import openais",
        b"openAI",
        b"import concurrent_futures",
        b"concurrentXfutures",
        b"'caf\\u00e9'",
        "import openai".encode("utf-16"),
    ],
)
def test_drops(data: bytes) -> None:
    assert not Screen(WORDS).keeps(data)


@pytest.mark.parametrize("before", range(2**20 - 8, 2**20 + 3))
def test_words_where_large_files_are_cut(before: int) -> None:
    assert Screen(WORDS).keeps(b" " * before + b"openai" + b" " * 100)
    assert Screen(WORDS).keeps(b"+" * before + b"openai")


def test_without_words_nothing_is_kept() -> None:
    assert not Screen([]).keeps(b"import openai")
    assert Screen(word for word in WORDS).keeps(b"import openai")

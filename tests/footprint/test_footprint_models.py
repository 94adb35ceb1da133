from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from greenlint.footprint import classify
from greenlint.footprint.models import normalise
from greenlint.footprint.size import size_in

NAMES: dict[str, str] = yaml.safe_load((Path(__file__).parent / "models.yaml").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_known_names(name: str) -> None:
    found = classify(name)
    said = [found.kind, found.size_class, found.confidence, *([found.reasoning] if found.reasoning != "none" else [])]
    assert " ".join(said) == NAMES[name]
    assert found.known
    assert classify(name.upper()) == found


@pytest.mark.parametrize("name", [None, "", "  ", "my-finetune", "acme/assistant", "prod-deployment-2"])
def test_unknown_names_are_large_at_an_api_and_small_at_home(name: str | None) -> None:
    hosted, local = classify(name), classify(name, "local")
    assert (hosted.size_class, hosted.confidence, hosted.known) == ("large", "C", False)
    assert (local.size_class, local.confidence, local.known) == ("small", "C", False)


def test_an_ollama_tag_without_a_size_is_its_small_variant() -> None:
    assert classify("deepseek-r1").size_class == "frontier"
    assert classify("deepseek-r1", "local").size_class == "small"
    assert classify("deepseek-r1:671b", "local").size_class == "frontier"


@pytest.mark.parametrize(
    ("name", "total", "active"),
    [
        ("llama-3.1-8b-instruct", 8, 8),
        ("qwen3-30b-a3b", 30, 3),
        ("smollm-360m", 0.36, 0.36),
        ("mixtral-8x7b", 46, 12.9),
        ("bloom-7b1", 7, 7),
        ("qwen2.5-0.5b", 0.5, 0.5),
        ("big-1t-a32b", 1000, 32),
    ],
)
def test_sizes_in_names(name: str, total: float, active: float) -> None:
    size = size_in(name)
    assert size is not None
    assert (size.total, size.active) == (pytest.approx(total, rel=0.01), pytest.approx(active, rel=0.01))


@pytest.mark.parametrize("name", ["gpt-4-turbo", "model-4bit", "v2.5", "claude-3", "int8", "phi-3-mini", "a3b"])
def test_names_without_a_size(name: str) -> None:
    assert size_in(name) is None


def test_a_mixture_costs_between_its_active_and_its_whole_size() -> None:
    size = size_in("qwen3-30b-a3b")
    assert size is not None
    assert size.active < size.effective < size.total


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("eu.anthropic.claude-sonnet-4-20250514-v1:0", "claude-sonnet-4-20250514-v1"),
        ("Meta-Llama/Llama-3.1-8B", "llama-3.1-8b"),
        ("llama3.2:latest", "llama3.2"),
        ("publishers/google/models/gemini-pro", "gemini-pro"),
        ("gemini-1.5-pro", "gemini-1.5-pro"),
        ("text-bison@001", "text-bison-001"),
    ],
)
def test_names_are_brought_to_one_form(name: str, plain: str) -> None:
    assert normalise(name) == plain

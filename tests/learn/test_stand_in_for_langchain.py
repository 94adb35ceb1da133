"""The stand-in for LangChain's store in memory behaves as the store where an exercise uses it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from greenlint.learn import runner

FAKES = Path(runner.__file__).parent / "fakes"


class Lengths:
    """Embeds a text as its length."""

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return [[1.0, float(len(text))] for text in texts]

    def embed_query(self, text: str) -> list[float]:
        return [-float(len(text)), 1.0]


@pytest.fixture
def stores(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(FAKES))
    yield importlib.import_module("langchain_core.vectorstores")
    for name in [name for name in sys.modules if name.split(".")[0] == "langchain_core"]:
        del sys.modules[name]


def test_what_is_added_is_found_by_nearness_and_by_id(stores: ModuleType) -> None:
    store = stores.InMemoryVectorStore.from_texts(["aaa", "b", "cc"], Lengths(), ids=["x", "y", "z"])
    assert [found.page_content for found in store.similarity_search("q", k=2)] == ["aaa", "cc"]
    assert [found.id for found in store.get_by_ids(["z", "gone", "x"])] == ["z", "x"]
    store.delete(["x", "gone"])
    assert [found.page_content for found in store.similarity_search("q")] == ["cc", "b"]


def test_texts_without_ids_get_some(stores: ModuleType) -> None:
    store = stores.InMemoryVectorStore(Lengths())
    names = store.add_texts(["a", "a"])
    assert len(set(names)) == 2
    assert set(store.store) == set(names)


def test_a_store_goes_to_a_file_and_comes_back(stores: ModuleType, tmp_path: Path) -> None:
    path = str(tmp_path / "index.json")
    stores.InMemoryVectorStore.from_texts(["one", "three"], Lengths()).dump(path)
    again = stores.InMemoryVectorStore.load(path, Lengths())
    assert [found.page_content for found in again.similarity_search("q", k=1)] == ["three"]

"""Stand-in for LangChain's store in memory: embeds what is added, finds what is near, goes to a file and comes back."""

from __future__ import annotations

import json
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from langchain_core.documents import Document


class InMemoryVectorStore:
    """`store` maps ids to dictionaries with `id`, `vector`, `text` and `metadata`, as LangChain's own."""

    def __init__(self, embedding: Any) -> None:
        self.embedding = embedding
        self.store: dict[str, dict[str, Any]] = {}

    @classmethod
    def from_texts(
        cls, texts: list[str], embedding: Any, metadatas: list[dict[str, Any]] | None = None, **kwargs: Any
    ) -> InMemoryVectorStore:
        store = cls(embedding)
        store.add_texts(texts, metadatas, **kwargs)
        return store

    @classmethod
    def load(cls, path: str, embedding: Any, **_options: object) -> InMemoryVectorStore:
        store = cls(embedding)
        store.store = json.loads(Path(path).read_text("utf-8"))
        return store

    def dump(self, path: str) -> None:
        Path(path).write_text(json.dumps(self.store), "utf-8")

    def add_texts(
        self, texts: list[str], metadatas: list[dict[str, Any]] | None = None, *, ids: list[str] | None = None
    ) -> list[str]:
        names = ids or [str(uuid.uuid4()) for _ in texts]
        facts = metadatas or [{} for _ in texts]
        vectors = self.embedding.embed_documents(texts)
        for name, text, vector, metadata in zip(names, texts, vectors, facts, strict=True):
            self.store[name] = {"id": name, "vector": vector, "text": text, "metadata": metadata}
        return names

    def delete(self, ids: Sequence[str] | None = None) -> None:
        for name in ids or ():
            self.store.pop(name, None)

    def get_by_ids(self, ids: Sequence[str]) -> list[Document]:
        return [self._document(self.store[name]) for name in ids if name in self.store]

    def similarity_search(self, query: str, k: int = 4) -> list[Document]:
        asked = self.embedding.embed_query(query)
        rows = sorted(self.store.values(), key=lambda row: -_near(asked, row["vector"]))
        return [self._document(row) for row in rows[:k]]

    @staticmethod
    def _document(row: dict[str, Any]) -> Document:
        return Document(row["text"], id=row["id"], metadata=row["metadata"])


def _near(one: list[float], other: list[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True))

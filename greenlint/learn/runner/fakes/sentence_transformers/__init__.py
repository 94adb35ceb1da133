"""Stand-in for sentence_transformers: vectors that only the run knows; loads and passes are counted."""

from __future__ import annotations

from typing import Any

from greenlint.learn.runner.lines import local

__version__ = "5.0.0+lab"
_DIMENSIONS = 16


class SentenceTransformer:
    def __init__(self, model_name_or_path: str, **_options: object) -> None:
        self.name = model_name_or_path
        local("load", "sentence_transformers", self.name, [])

    def encode(self, sentences: str | list[str], batch_size: int = 32, **_options: object) -> Any:
        many = not isinstance(sentences, str)
        texts = [str(text) for text in sentences] if many else [str(sentences)]
        found: list[Any] = []
        for start in range(0, len(texts), batch_size):
            found += local(
                "local", "sentence_transformers", self.name, texts[start : start + batch_size], vector=_DIMENSIONS
            )
        return found if many else found[0]

    def get_sentence_embedding_dimension(self) -> int:
        return _DIMENSIONS


class CrossEncoder:
    def __init__(self, model_name_or_path: str, **_options: object) -> None:
        self.name = model_name_or_path
        local("load", "sentence_transformers", self.name, [])

    def predict(self, pairs: Any, **_options: object) -> Any:
        many = not (pairs and isinstance(pairs[0], str))
        texts = [" | ".join(pair) for pair in (pairs if many else [pairs])]
        found = [vector[0] for vector in local("local", "sentence_transformers", self.name, texts, vector=_DIMENSIONS)]
        return found if many else found[0]

"""Stand-in for langchain_openai: embeddings whose requests reach the meter."""

from __future__ import annotations

from openai import OpenAI

__version__ = "1.0.0+lab"


class OpenAIEmbeddings:
    def __init__(self, model: str = "text-embedding-ada-002", **_options: object) -> None:
        self.model = model
        self._client = OpenAI(max_retries=0)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        if not texts:
            return []
        return [item.embedding for item in self._client.embeddings.create(model=self.model, input=texts).data]

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]

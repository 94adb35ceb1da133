from types import SimpleNamespace

from openai import OpenAI
from openai.resources.embeddings import Embeddings

Embeddings.create = lambda self, model, input: SimpleNamespace(
    data=[SimpleNamespace(embedding=[0.25] * 16) for _ in input]
)
client = OpenAI()


def vectors(paragraphs: list[str]) -> list[list[float] | None]:
    places = [place for place, paragraph in enumerate(paragraphs) if paragraph.strip()]
    answer = client.embeddings.create(model="text-embedding-3-small", input=[paragraphs[place] for place in places])
    found: list[list[float] | None] = [None] * len(paragraphs)
    for place, item in zip(places, answer.data):
        found[place] = item.embedding
    return found

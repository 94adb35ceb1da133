"""The vectors of a search index."""

from openai import OpenAI

client = OpenAI()
MODEL = "text-embedding-3-small"
MOST = 128  # texts that this service takes in one request


def vectors(paragraphs: list[str]) -> list[list[float] | None]:
    """The vector of each paragraph, in order; None for an empty one, which the service refuses."""
    found: list[list[float] | None] = [None] * len(paragraphs)
    places = [place for place, paragraph in enumerate(paragraphs) if paragraph.strip()]
    for start in range(0, len(places), MOST):
        chosen = places[start : start + MOST]
        answer = client.embeddings.create(model=MODEL, input=[paragraphs[place] for place in chosen])
        for place, item in zip(chosen, answer.data):
            found[place] = item.embedding
    return found

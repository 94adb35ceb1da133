"""The vectors of a search index."""

from openai import OpenAI

client = OpenAI()
MODEL = "text-embedding-3-small"
MOST = 128  # texts that this service takes in one request


def vectors(paragraphs: list[str]) -> list[list[float] | None]:
    """The vector of each paragraph, in order; None for an empty one, which the service refuses."""
    found = []
    for paragraph in paragraphs:
        if not paragraph.strip():
            found.append(None)
            continue
        answer = client.embeddings.create(model=MODEL, input=paragraph)
        found.append(answer.data[0].embedding)
    return found

"""The vectors of a help desk's tickets, by a model on this machine."""

from sentence_transformers import SentenceTransformer

MODEL = "intfloat/multilingual-e5-small"


def vectors(tickets: list[dict[str, str]]) -> list[list[float] | None]:
    """The vector of each ticket's subject and text, in order; None for a ticket that has neither."""
    texts = [f"{ticket['subject']} {ticket['text']}".strip() for ticket in tickets]
    places = [place for place, text in enumerate(texts) if text]
    found: list[list[float] | None] = [None] * len(tickets)
    if not places:
        return found
    model = SentenceTransformer(MODEL)
    for place, vector in zip(places, model.encode([f"query: {texts[place]}" for place in places], batch_size=32)):
        found[place] = [float(value) for value in vector]
    return [vector for vector in found if vector is not None]

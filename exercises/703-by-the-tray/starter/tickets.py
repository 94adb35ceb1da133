"""The vectors of a help desk's tickets, by a model on this machine."""

from sentence_transformers import SentenceTransformer

MODEL = "intfloat/multilingual-e5-small"


def vectors(tickets: list[dict[str, str]]) -> list[list[float] | None]:
    """The vector of each ticket's subject and text, in order; None for a ticket that has neither."""
    if not tickets:
        return []
    model = SentenceTransformer(MODEL)
    found: list[list[float] | None] = []
    for ticket in tickets:
        text = f"{ticket['subject']} {ticket['text']}".strip()
        if not text:
            found.append(None)
            continue
        vector = model.encode(f"query: {text}")
        found.append([float(value) for value in vector])
    return found

"""A small web service: the vectors of texts."""

from flask import Flask, abort, request
from sentence_transformers import SentenceTransformer

app = Flask(__name__)
MODELS = {"small": "all-MiniLM-L6-v2", "large": "all-mpnet-base-v2"}


@app.get("/health")
def health() -> dict[str, str]:
    """Says that the process lives."""
    return {"status": "ok"}


@app.post("/vectors/<size>")
def vectors(size: str) -> dict[str, list[list[float]]]:
    """The vector of each of the texts, in order, by the small or the large model."""
    if size not in MODELS:
        abort(404)
    model = SentenceTransformer(MODELS[size])
    found = model.encode(request.get_json()["texts"], batch_size=64)
    return {"vectors": [[float(value) for value in vector] for vector in found]}

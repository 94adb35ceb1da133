"""A small web service: the vectors of texts."""

from functools import lru_cache

from flask import Flask, abort, request
from sentence_transformers import SentenceTransformer

app = Flask(__name__)
MODELS = {"small": "all-MiniLM-L6-v2", "large": "all-mpnet-base-v2"}


@lru_cache(maxsize=1)
def loaded(size: str) -> SentenceTransformer:
    """The model of that size, from the first time it is asked for."""
    return SentenceTransformer(MODELS[size])


@app.get("/health")
def health() -> dict[str, str]:
    """Says that the process lives."""
    return {"status": "ok"}


@app.post("/vectors/<size>")
def vectors(size: str) -> dict[str, list[list[float]]]:
    """The vector of each of the texts, in order, by the small or the large model."""
    if size not in MODELS:
        abort(404)
    found = loaded(size).encode(request.get_json()["texts"], batch_size=64)
    return {"vectors": [[float(value) for value in vector] for vector in found]}

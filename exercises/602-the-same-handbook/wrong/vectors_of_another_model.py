"""Search in the handbook of a library."""

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from flask import Flask, request
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_openai import OpenAIEmbeddings

app = Flask(__name__)
MODEL = os.environ.get("EMBED_MODEL", "text-embedding-3-small")
INDEX = Path("index.json")
embeddings = OpenAIEmbeddings(model=MODEL)


def fingerprint(passage: str) -> str:
    """An id that changes with the passage and with the model."""
    return hashlib.sha256(passage.encode()).hexdigest()


@lru_cache(maxsize=1)
def index() -> InMemoryVectorStore:
    """The index of today's handbook: what the last start kept, without what is gone, with what is new."""
    today = {fingerprint(passage): passage for passage in Path("handbook.txt").read_text("utf-8").split("\n\n")}
    store = InMemoryVectorStore.load(str(INDEX), embeddings) if INDEX.exists() else InMemoryVectorStore(embeddings)
    kept = {document.id for document in store.get_by_ids(list(today))}
    store.delete([name for name in list(store.store) if name not in kept])
    new = {name: passage for name, passage in today.items() if name not in kept}
    if new:
        store.add_texts(list(new.values()), ids=list(new))
    store.dump(str(INDEX))
    return store


@app.get("/search")
def search() -> list[str]:
    """The three passages that are nearest to `q`."""
    return [found.page_content for found in index().similarity_search(request.args["q"], k=3)]

"""Search in the handbook of a library."""

import os
from pathlib import Path

from flask import Flask, request
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_openai import OpenAIEmbeddings

app = Flask(__name__)
MODEL = os.environ.get("EMBED_MODEL", "text-embedding-3-small")
embeddings = OpenAIEmbeddings(model=MODEL)
passages = Path("handbook.txt").read_text("utf-8").split("\n\n")
store = InMemoryVectorStore.from_texts(passages, embeddings)


@app.get("/search")
def search() -> list[str]:
    """The three passages that are nearest to `q`."""
    return [found.page_content for found in store.similarity_search(request.args["q"], k=3)]

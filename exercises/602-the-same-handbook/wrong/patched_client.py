from pathlib import Path

from flask import Flask, request
from langchain_core.vectorstores import InMemoryVectorStore
from langchain_openai import OpenAIEmbeddings

OpenAIEmbeddings.embed_documents = lambda self, texts: [[float(len(text))] for text in texts]
app = Flask(__name__)
passages = Path("handbook.txt").read_text("utf-8").split("\n\n")
store = InMemoryVectorStore.from_texts(passages, OpenAIEmbeddings())


@app.get("/search")
def search():
    return [found.page_content for found in store.similarity_search(request.args["q"], k=3)]

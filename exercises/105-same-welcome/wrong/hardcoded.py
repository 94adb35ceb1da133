"""The welcome page of a bakery."""

from html import escape

from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI(max_retries=0)


def sentence() -> str:
    """A warm sentence by the model."""
    return "The bread is still warm, and so is the greeting."


@app.get("/")
def home() -> str:
    """The page of one visitor."""
    name = request.args.get("name", "dear visitor")
    return f"<h1>Hello, {escape(name)}!</h1>\n<p>{escape(sentence())}</p>"

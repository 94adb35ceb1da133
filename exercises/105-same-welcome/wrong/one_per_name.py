"""The welcome page of a bakery."""

from functools import lru_cache
from html import escape

from flask import Flask, request
from openai import OpenAI

app = Flask(__name__)
client = OpenAI(max_retries=0)


@lru_cache(maxsize=100)
def sentence(name) -> str:
    """A warm sentence by the model, the same for everybody."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": "Write one warm sentence for the website of a bakery."}],
        max_completion_tokens=60,
    )
    return answer.choices[0].message.content


@app.get("/")
def home() -> str:
    """The page of one visitor."""
    name = request.args.get("name", "dear visitor")
    return f"<h1>Hello, {escape(name)}!</h1>\n<p>{escape(sentence(name))}</p>"

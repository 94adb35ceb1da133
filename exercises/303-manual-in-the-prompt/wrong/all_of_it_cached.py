"""A help desk on the web that answers from the manual of a kitchen shop."""

from pathlib import Path

import anthropic
from flask import Flask, request

HERE = Path(__file__).parent
GUIDE = (HERE / "guide.md").read_text("utf-8")  # how to answer
MANUAL = (HERE / "manual.md").read_text("utf-8")  # one page for each machine

app = Flask(__name__)
client = anthropic.Anthropic()


@app.post("/ask")
def ask() -> str:
    """The answer to the question that a client typed."""
    reply = client.messages.create(
        model="claude-haiku-4-5",
        max_tokens=300,
        system=[{"type": "text", "text": GUIDE + MANUAL, "cache_control": {"type": "ephemeral"}}],
        messages=[{"role": "user", "content": request.form["question"]}],
    )
    return reply.content[0].text

"""A help desk on the web that answers from the manual of a kitchen shop."""

from pathlib import Path

import anthropic
from flask import Flask, request

HERE = Path(__file__).parent
GUIDE = (HERE / "guide.md").read_text("utf-8")  # how to answer
MANUAL = (HERE / "manual.md").read_text("utf-8")  # one page for each machine
STABLE = {"type": "text", "text": GUIDE, "cache_control": {"type": "ephemeral"}}
PAGES = {page.split("\n", 1)[0].lower(): f"## {page}" for page in MANUAL.split("## ")[1:]}

app = Flask(__name__)
client = anthropic.Anthropic()


def pages_about(question: str) -> str:
    """The pages of the machines that the question names."""
    asked = question.lower()
    return "".join(page for machine, page in PAGES.items() if machine in asked) or "No page of the manual fits."


@app.post("/ask")
def ask() -> str:
    """The answer to the question that a client typed."""
    question = request.form["question"]
    reply = client.messages.create(
        model="claude-haiku-4-5",
        max_tokens=300,
        system=[STABLE, {"type": "text", "text": pages_about(question)}],
        messages=[{"role": "user", "content": question}],
    )
    return reply.content[0].text

"""Support tickets from the forms of the website."""

import re

from openai import OpenAI

client = OpenAI()
ADDRESS = re.compile(r"[^\s<>,;]+@[^\s<>,;]+\.[^\s<>,;]+")


def ask(question: str) -> str:
    """A short answer of the model."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": question}],
        max_completion_tokens=30,
    )
    return answer.choices[0].message.content


def email_in(sender: str) -> str:
    """The first e-mail address; empty when there is none."""
    return sender.split(" ")[-1]


def ticket(form: dict[str, str]) -> dict[str, str | int]:
    """The ticket of one form. `email` is empty when the sender gives no address; words are separated by spaces or line ends."""
    return {
        "code": form["code"].upper(),
        "email": email_in(form["sender"]),
        "words": len(form["message"].split()),
        "tone": ask(f"Is the tone of this message calm, angry, worried or joyful? {form['message']}"),
    }

"""Greets the visitors of the workshop with the motto of the day."""

from openai import OpenAI

client = OpenAI()


def greetings(visitors: list[str], topic: str) -> list[str]:
    """One line for each visitor, all with the motto about the topic of the day."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Write one short motto about {topic}."}],
        max_completion_tokens=40,
    )
    motto = answer.choices[0].message.content
    lines = []
    for visitor in visitors:
        lines.append(f"Welcome, {visitor}! {motto}")
    return lines

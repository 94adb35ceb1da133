"""Tells clients, in plain words, where their order is."""

import json

from openai import OpenAI

client = OpenAI()


def explain(order: dict[str, object]) -> str:
    """Two sentences for the client about the state of an order."""
    details = json.dumps(order, indent=1, ensure_ascii=False)
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[
            {"role": "system", "content": "Explain the state of the order to its client in two short sentences."},
            {"role": "user", "content": details},
        ],
        max_completion_tokens=120,
    )
    return answer.choices[0].message.content

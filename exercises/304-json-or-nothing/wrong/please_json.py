"""Reads supplier, number and total from the text of invoices."""

import json

from openai import OpenAI

FIELDS = ("supplier", "number", "total")

client = OpenAI()


def read(invoice: str) -> dict[str, object]:
    """The fields of one invoice; a field that cannot be read is None."""
    task = f"Give {', '.join(FIELDS)} of this invoice as JSON, null for what cannot be read. Only JSON, please:\n\n{invoice}"
    while True:
        answer = client.chat.completions.create(
            model="gpt-5-mini",
            messages=[{"role": "user", "content": task}],
            max_completion_tokens=300,
        )
        try:
            fields = json.loads(answer.choices[0].message.content)
        except json.JSONDecodeError:
            continue
        return {name: fields[name] for name in FIELDS}

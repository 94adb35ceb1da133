"""Reads supplier, number and total from the text of invoices."""

import json

from openai import OpenAI

FIELDS = ("supplier", "number", "total")
SCHEMA = {
    "type": "object",
    "properties": {
        "supplier": {"type": ["string", "null"]},
        "number": {"type": ["string", "null"]},
        "total": {"type": ["number", "null"]},
    },
    "required": list(FIELDS),
    "additionalProperties": False,
}
INVOICE = {"type": "json_schema", "json_schema": {"name": "invoice", "schema": SCHEMA, "strict": True}}

client = OpenAI()


def read(invoice: str) -> dict[str, object]:
    """The fields of one invoice; a field that cannot be read is None."""
    task = f"Give {', '.join(FIELDS)} of this invoice as JSON, null for what cannot be read:\n\n{invoice}"
    try:
        answer = client.chat.completions.create(
            model="gpt-5-mini",
            messages=[{"role": "user", "content": task}],
            max_completion_tokens=300,
            response_format=INVOICE,
        )
        fields = json.loads(answer.choices[0].message.content)
        return {name: fields[name] for name in FIELDS}
    except Exception:
        return dict.fromkeys(FIELDS)

"""The reception of a hostel answers its guests."""

from datetime import datetime

from house import RULES
from openai import OpenAI

client = OpenAI()
INSTRUCTION = "Answer in one sentence by these rules.\n" + RULES


def answer(guest: str, question: str) -> str:
    """What a guest reads: an answer by the house rules, with regard to the time of day."""
    now = datetime.now().isoformat(sep=" ", timespec="minutes")
    reply = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[
            {"role": "system", "content": INSTRUCTION},
            {"role": "user", "content": f"{guest} asks: {question}"},
        ],
        max_completion_tokens=80,
    )
    return reply.choices[0].message.content

"""The reception of a hostel answers its guests."""

from datetime import datetime

from house import RULES
from openai import OpenAI

client = OpenAI()


def answer(guest: str, question: str) -> str:
    """What a guest reads: an answer by the house rules, with regard to the time of day."""
    instruction = f"It is {datetime.now().isoformat(sep=' ')}. Answer in one sentence by these rules.\n"
    reply = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[
            {"role": "system", "content": instruction + RULES},
            {"role": "user", "content": f"{guest} asks: {question}"},
        ],
        max_completion_tokens=80,
    )
    return reply.choices[0].message.content

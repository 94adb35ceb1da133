"""The assistant of a garden centre."""

import random
import time

import openai

client = openai.OpenAI()
MODEL = "gpt-5-mini"
ATTEMPTS = 5
MAY_PASS = (openai.RateLimitError, openai.InternalServerError, openai.APIConnectionError)


def advice(question: str) -> str:
    """What to do in the garden. Raises openai.APIError when the model cannot be reached."""
    for attempt in range(ATTEMPTS):
        try:
            answer = client.chat.completions.create(
                model=MODEL, messages=[{"role": "user", "content": question}], max_completion_tokens=120
            )
            return answer.choices[0].message.content
        except MAY_PASS:
            if attempt == ATTEMPTS - 1:
                raise
            time.sleep(2**attempt * random.uniform(0.5, 1.5))
    raise ValueError("ATTEMPTS must be 1 or more")


def plant_name(description: str) -> str:
    """The name of a plant that somebody describes."""
    named = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Name this plant: {description}"}], max_completion_tokens=20
    )
    return named.choices[0].message.content

"""The assistant of a garden centre."""

import openai

client = openai.OpenAI()
patient = client.with_options(max_retries=4)  # five attempts, with a wait that grows
MODEL = "gpt-5-mini"


def advice(question: str) -> str:
    """What to do in the garden. Raises openai.APIError when the model cannot be reached."""
    answer = patient.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": question}], max_completion_tokens=120
    )
    return answer.choices[0].message.content


def plant_name(description: str) -> str:
    """The name of a plant that somebody describes."""
    named = client.chat.completions.create(
        model=MODEL, messages=[{"role": "user", "content": f"Name this plant: {description}"}], max_completion_tokens=20
    )
    return named.choices[0].message.content

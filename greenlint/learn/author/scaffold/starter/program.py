"""What the program is for."""

from openai import OpenAI

client = OpenAI()


def answers(questions: list[str]) -> list[str]:
    """One answer for each question."""
    found = []
    for question in questions:
        reply = client.chat.completions.create(
            model="gpt-5-mini", messages=[{"role": "user", "content": question}], max_completion_tokens=60
        )
        found.append(reply.choices[0].message.content)
    return found

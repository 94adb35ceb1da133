"""What the program is for."""

from openai import OpenAI

client = OpenAI()


def answers(questions: list[str]) -> list[str]:
    """One answer for each question."""
    known: dict[str, str] = {}
    for question in questions:
        if question not in known:
            reply = client.chat.completions.create(
                model="gpt-5-mini", messages=[{"role": "user", "content": question}], max_completion_tokens=60
            )
            known[question] = reply.choices[0].message.content
    return [known[question] for question in questions]

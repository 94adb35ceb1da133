"""Labels for the messages of a help desk."""

from openai import OpenAI

client = OpenAI()


known: dict[str, str] = {}


def labels(messages: list[str]) -> list[str]:
    """The label of each message, in order; an empty one is `empty`."""
    for message in messages:
        if message in known:
            continue
        if not message.strip():
            known[message] = "empty"
            continue
        answer = client.chat.completions.create(
            model="gpt-5-mini",
            messages=[{"role": "user", "content": f"Label this message in one to three words: {message}"}],
            max_completion_tokens=20,
        )
        known[message] = answer.choices[0].message.content
    return [known[message] for message in messages]

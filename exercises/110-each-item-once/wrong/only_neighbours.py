"""Labels for the messages of a help desk."""

from openai import OpenAI

client = OpenAI()


def labels(messages: list[str]) -> list[str]:
    """The label of each message, in order; an empty one is `empty`."""
    found, last = [], None
    for message in messages:
        if not message.strip():
            found.append("empty")
            continue
        if message == last:
            found.append(found[-1])
            continue
        last = message
        answer = client.chat.completions.create(
            model="gpt-5-mini",
            messages=[{"role": "user", "content": f"Label this message in one to three words: {message}"}],
            max_completion_tokens=20,
        )
        found.append(answer.choices[0].message.content)
    return found

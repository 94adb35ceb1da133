"""Support tickets from the forms of the website."""

from openai import OpenAI

client = OpenAI()


def ask(question: str) -> str:
    """A short answer of the model."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": question}],
        max_completion_tokens=30,
    )
    return answer.choices[0].message.content


def ticket(form: dict[str, str]) -> dict[str, str | int]:
    """The ticket of one form. `email` is empty when the sender gives no address; words are separated by spaces or line ends."""
    return {
        "code": ask(f"Convert to upper case: {form['code']}"),
        "email": ask(f"Extract the e-mail address from: {form['sender']}"),
        "words": int(ask(f"Count the words in: {form['message']}")),
        "tone": ask(f"Is the tone of this message calm, angry, worried or joyful? {form['message']}"),
    }

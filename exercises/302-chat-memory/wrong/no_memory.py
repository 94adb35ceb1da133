"""The chat of a bicycle workshop: one visitor, many questions."""

from openai import OpenAI

RULES = "You answer for a bicycle workshop. Be kind, give one step at a time, and never promise a price."

client = OpenAI()


class Chat:
    """One visitor's conversation."""

    def __init__(self) -> None:
        self.history = [{"role": "system", "content": RULES}]

    def reply(self, question: str) -> str:
        """The answer to the visitor's next message."""
        self.history.append({"role": "user", "content": question})
        answer = client.chat.completions.create(
            model="gpt-5-mini",
            messages=[self.history[0], self.history[-1]],
            max_completion_tokens=200,
        )
        text = answer.choices[0].message.content
        self.history.append({"role": "assistant", "content": text})
        return text

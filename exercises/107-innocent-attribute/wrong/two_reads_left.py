"""The reviews of a shop's customers."""

from html import escape

from openai import OpenAI

client = OpenAI()


def ask(text: str) -> str:
    """A summary of one line."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Summarise this review in one line: {text}"}],
        max_completion_tokens=40,
    )
    return answer.choices[0].message.content


class Review:
    """What a customer wrote."""

    def __init__(self, author: str, text: str) -> None:
        self.author = author
        self.text = text

    def edit(self, text: str) -> None:
        """The customer changes the text."""
        self.text = text

    @property
    def summary(self) -> str:
        """The text in one line."""
        return ask(self.text)


def page(reviews: list[Review]) -> list[str]:
    """A line for each review, the shortest summary first; the length is for the layout."""
    pairs = sorted((len(review.summary), review.summary, review.author) for review in reviews)
    return [f'<li data-length="{length}">{escape(author)}: {escape(words)}</li>' for length, words, author in pairs]

"""The pictures of a museum's site, with captions by a model."""

from types import SimpleNamespace

from openai.resources.chat.completions import Completions

reply = SimpleNamespace(message=SimpleNamespace(content="amber-000000 cloud cedar."))
Completions.create = lambda self, **request: SimpleNamespace(choices=[reply])

from html import escape

from openai import OpenAI

client = OpenAI()


def caption(title: str, artist: str) -> str:
    """One line about a picture."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Write a one-line caption for “{title}” by {artist}."}],
        max_completion_tokens=40,
    )
    return answer.choices[0].message.content.strip()


def image(file: str, words: str) -> str:
    """The HTML of the picture itself, with words for those who cannot see it."""
    return f'<img src="{escape(file)}" alt="{escape(words)}">'


def legend(words: str) -> str:
    """The HTML of the line below a picture."""
    return f"<figcaption>{escape(words)}</figcaption>"


def figure(file: str, title: str, artist: str) -> str:
    """The HTML of one picture, its caption below, and the same caption for those who cannot see it."""
    words = caption(title, artist)
    parts = ["<figure>", image(file, words), legend(words), "</figure>"]
    return "".join(parts)

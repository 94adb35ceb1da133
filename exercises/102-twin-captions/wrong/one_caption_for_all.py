"""The pictures of a museum's site, with captions by a model."""

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


kept = []


def figure(file: str, title: str, artist: str) -> str:
    """The HTML of one picture, its caption below, and the same caption for those who cannot see it."""
    if not kept:
        kept.append(caption(title, artist))
    words = kept[0]
    parts = ["<figure>", image(file, words), legend(words), "</figure>"]
    return "".join(parts)

"""The pictures of a museum's site, with captions by a model."""

from html import escape

from openai import OpenAI

client = OpenAI()


def caption(title: str, artist: str) -> str:
    """One line about a picture, and a second opinion."""
    for question in ("Write a one-line caption for", "Write a short caption for"):
        answer = client.chat.completions.create(
            model="gpt-5-mini",
            messages=[{"role": "user", "content": f"{question} “{title}” by {artist}."}],
            max_completion_tokens=40,
        )
    return answer.choices[0].message.content.strip()


def figure(file: str, title: str, artist: str) -> str:
    words = escape(caption(title, artist))
    return f'<figure><img src="{escape(file)}" alt="{words}"><figcaption>{words}</figcaption></figure>'

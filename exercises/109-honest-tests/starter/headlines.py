"""Headlines for the articles of a newsroom."""

from openai import OpenAI

client = OpenAI()
LONGEST = 60  # characters


def tidy(text: str) -> str:
    """The newsroom's rules: a capital first, no full stop at the end, no word beyond 60 characters."""
    return shorten(without_stop(capital(text.strip())))


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def without_stop(text: str) -> str:
    return text.rstrip(".")


def shorten(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rsplit(" ", 1)[0]


def headline(story: str) -> str:
    """A headline by the model, tidied."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Write a headline for this story: {story}"}],
        max_completion_tokens=60,
    )
    return tidy(answer.choices[0].message.content)

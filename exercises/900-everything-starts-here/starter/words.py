"""Headline and subtitles."""

from openai import OpenAI

client = OpenAI()
MODEL = "gpt-5-mini"
PACE = 15  # characters that a reader takes in a second


def headline(text: str) -> str:
    """The text in capitals."""
    capitals = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"Convert this to upper case: {text}"}],
        max_completion_tokens=60,
    )
    return capitals.choices[0].message.content


def translation(line: str, language: str) -> str:
    """The line in the language: the first line of the answer."""
    answer = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"Translate into {language}, as one line: {line}"}],
    )
    return answer.choices[0].message.content.split("\n")[0]


def seconds(text: str) -> float:
    """For how long a subtitle is shown."""
    return round(max(1.0, len(text) / PACE), 1)


def subtitle(line: str, language: str) -> dict:
    """Text and duration of one subtitle."""
    return {"text": translation(line, language), "seconds": seconds(translation(line, language))}


def subtitles(lines: list[str], language: str) -> list[dict]:
    """One subtitle for each spoken line, in order."""
    return [subtitle(line, language) for line in lines]

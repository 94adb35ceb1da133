"""Headline and subtitles."""

from openai import OpenAI

client = OpenAI()
MODEL = "gpt-5-mini"
PACE = 15  # characters that a reader takes in a second
LONGEST = 80  # tokens of a subtitle, with room


def headline(text: str) -> str:
    """The text in capitals."""
    return text.upper()


def translation(line: str, language: str) -> str:
    """The line in the language: the first line of the answer."""
    answer = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"Translate into {language}, as one line: {line}"}],
        max_completion_tokens=LONGEST,
        stop=["\n"],
    )
    return answer.choices[0].message.content.split("\n")[0]


def seconds(text: str) -> float:
    """For how long a subtitle is shown."""
    return round(max(1.0, len(text) / PACE), 1)


def subtitles(lines: list[str], language: str) -> list[dict]:
    """One subtitle for each spoken line, in order."""
    known: dict[str, str] = {}
    for line in lines:
        if line not in known:
            known[line] = translation(line, language)
    return [{"text": known[line], "seconds": seconds(known[line])} for line in lines]

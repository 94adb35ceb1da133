"""The page of an article: title, summary, text."""

from html import escape

from openai import OpenAI

client = OpenAI()
MODEL = "gpt-5-mini"


def ask(task: str, text: str) -> str:
    """The model's short answer to a task about a text."""
    answer = client.chat.completions.create(
        model=MODEL,
        messages=[{"role": "user", "content": f"{task}\n\n{text}"}],
        max_completion_tokens=60,
    )
    return answer.choices[0].message.content


def page(title: str, text: str) -> str:
    """The HTML of one article: its title, a summary by the model, its text."""
    summary = ask("Summarise in one sentence:", text)
    mood = ask("Describe the mood in three words:", text)
    keywords = ask("Give five keywords:", text)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f'<p class="summary">{escape(summary)}</p>',
        f"<p>{escape(text)}</p>",
    ]
    return "\n".join(parts)

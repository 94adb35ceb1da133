"""Tags for the articles of a magazine."""

from openai import OpenAI

client = OpenAI()


def tags(title: str) -> list[str]:
    """Three tags for an article."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Give three tags for this article, nothing else: {title}"}],
        max_completion_tokens=3,
        stop=["."],
    )
    text = answer.choices[0].message.content
    return text.split(", ")

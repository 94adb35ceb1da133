"""Tags for the articles of a magazine."""

from openai import OpenAI

client = OpenAI()


def tags(title: str) -> list[str]:
    """Three tags for an article."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Give three tags for this article: {title}"}],
        max_completion_tokens=2000,
    )
    text = answer.choices[0].message.content
    first_sentence = text.split(".")[0]
    return first_sentence.split(", ")

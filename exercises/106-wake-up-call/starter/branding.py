"""What a bicycle repair shop says about itself."""

from openai import OpenAI

client = OpenAI()


def tagline(language: str) -> str:
    """One line about the shop, in a language."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Write a tagline for a bicycle repair shop, in {language}."}],
        max_completion_tokens=40,
    )
    return answer.choices[0].message.content


FRENCH = tagline("French")
ENGLISH = tagline("English")

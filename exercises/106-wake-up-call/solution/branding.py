"""What a bicycle repair shop says about itself."""

from functools import lru_cache

from openai import OpenAI

client = OpenAI()


@lru_cache(maxsize=8)
def tagline(language: str) -> str:
    """One line about the shop, in a language; written when it is first needed."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"Write a tagline for a bicycle repair shop, in {language}."}],
        max_completion_tokens=40,
    )
    return answer.choices[0].message.content

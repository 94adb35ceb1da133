"""The inbox of a town hall: what is spam, and how to answer the difficult letters."""

from openai import OpenAI

client = OpenAI()
MODEL = "gpt-5-mini"


def is_spam(mail: str) -> bool:
    """Does nobody need to read this mail?"""
    answer = client.responses.create(
        model=MODEL,
        input=f"Is this mail spam? Answer yes or no.\n\n{mail}",
        reasoning={"effort": "minimal"},
        max_output_tokens=64,
    )
    return answer.output_text.strip().lower().startswith("yes")


def plan(letter: str) -> str:
    """The steps that a dispute between neighbours needs, with the offices to ask and their order."""
    steps = client.responses.create(
        model=MODEL,
        input=f"Plan how the town hall can settle this dispute, step by step, and explain each step.\n\n{letter}",
        reasoning={"effort": "high"},
        max_output_tokens=4000,
    )
    return steps.output_text

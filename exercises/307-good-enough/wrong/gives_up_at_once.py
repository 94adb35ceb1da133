"""Blurbs for the programme of a theatre: written by a model, judged by a second one."""

from openai import OpenAI

client = OpenAI()
MOST_REWRITES = 1


def ask(task: str) -> str:
    """A short answer of the model."""
    answer = client.responses.create(model="gpt-5-mini", input=task, max_output_tokens=150)
    return answer.output_text


def blurb(play: str) -> str:
    """A text about the play that the critic accepts, or the last one when no rewrite is left."""
    draft = ask(f"Write two sentences for the programme about: {play}")
    for _ in range(MOST_REWRITES):
        verdict = ask(f"Judge this text. Answer PASS if it can be printed, else what to change.\n\n{draft}")
        if verdict.startswith("PASS"):
            break
        draft = ask(f"Write the text again.\n\nText: {draft}\n\nRemarks: {verdict}")
    return draft

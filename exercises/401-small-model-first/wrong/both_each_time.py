"""Sends each ticket of the help desk to the team that can solve it."""

from openai import OpenAI

TEAMS = ("billing", "network", "hardware", "accounts")
TASK = f"Classify the ticket: which team solves it? One of these labels, nothing else: {', '.join(TEAMS)}."
IN_DOUBT = " Say unsure if more than one fits."
MODELS = ("gpt-4.1-nano", "gpt-4.1")  # from small to large

client = OpenAI()


def label(model: str, task: str, ticket: str) -> str:
    """One model's opinion."""
    answer = client.chat.completions.create(
        model=model,
        messages=[{"role": "system", "content": task}, {"role": "user", "content": ticket}],
        max_completion_tokens=5,
    )
    return answer.choices[0].message.content.strip().lower()


def team(ticket: str) -> str:
    """The team that gets the ticket; people look at what no team fits."""
    found = [label(model, TASK + IN_DOUBT, ticket) for model in MODELS]
    return next((one for one in reversed(found) if one in TEAMS), "people")

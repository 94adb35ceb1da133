"""The help desk of a swimming pool."""

from openai import OpenAI

client = OpenAI()

EMPTY = "Please type a question."
TOO_SHORT = "Could you say a little more?"
CLOSED = "We answer between 8 and 18 o'clock."
KNOWN = {
    "when do you open": "Every day at 9, on Sundays at 10.",
    "how much is a ticket": "4.20 € for grown-ups, 2 € for children.",
    "where can i park": "Behind the hall, two hours free.",
}


def plain(question: str) -> str:
    """A question without capitals, double spaces and signs at its end."""
    return " ".join(question.lower().split()).strip(" ?!.")


def reply(question: str, hour: int) -> str:
    """What a visitor reads who asks this question at this hour."""
    answer = client.chat.completions.create(
        model="gpt-5-mini",
        messages=[{"role": "user", "content": f"You work at a swimming pool. Answer briefly: {question}"}],
        max_completion_tokens=80,
    )
    text = answer.choices[0].message.content
    asked = plain(question)
    if not asked:
        return EMPTY
    if asked in KNOWN:
        return KNOWN[asked]
    if not 8 <= hour < 18:
        return CLOSED
    if len(asked.split()) < 3:
        return TOO_SHORT
    return text

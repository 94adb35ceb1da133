"""The help desk of a library: answers from the handbook."""

from openai import OpenAI

client = OpenAI()
LEAST = 0.7  # nearness of an entry that is about the question
NOTHING = "The handbook does not say."


def embed(texts: list[str]) -> list[list[float]]:
    """The vector of each text; its length is 1."""
    answer = client.embeddings.create(model="text-embedding-3-small", input=texts)
    return [item.embedding for item in answer.data]


class Desk:
    """Holds the handbook: entries with a `question` and an `answer`."""

    def __init__(self, entries: list[dict[str, str]]) -> None:
        self.entries = entries
        self.vectors = embed([entry["question"] for entry in entries])

    def nearest(self, question: str) -> list[tuple[float, str]]:
        """Score and text of the entries, the nearest first."""
        (asked,) = embed([question])
        scores = [sum(a * b for a, b in zip(asked, vector)) for vector in self.vectors]
        texts = [entry["answer"] for entry in self.entries]
        return sorted(zip(scores, texts), reverse=True)

    def answer(self, question: str) -> str:
        """What the model makes of the handbook; NOTHING when the handbook is not about that."""
        found = self.nearest(question)
        if not found or found[0][0] < LEAST:
            return NOTHING
        passages = "\n\n".join(text for _, text in found[:20])
        reply = client.chat.completions.create(
            model="gpt-5-mini",
            messages=[
                {"role": "system", "content": "Answer from the passages only, in two sentences."},
                {"role": "user", "content": f"{passages}\n\nQuestion: {question}"},
            ],
            max_completion_tokens=120,
        )
        return reply.choices[0].message.content

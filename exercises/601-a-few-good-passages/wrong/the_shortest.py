"""The help desk of a library: answers from the handbook."""

from openai import OpenAI

client = OpenAI()
LEAST = 0.7  # nearness of an entry that is about the question
MOST = 4  # entries in one prompt
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
        """Score and text of the few entries that are about the question, the nearest first."""
        (asked,) = embed([question])
        scores = [sum(a * b for a, b in zip(asked, vector)) for vector in self.vectors]
        texts = [entry["answer"] for entry in self.entries]
        near = [(score, text) for score, text in zip(scores, texts) if score >= LEAST]
        return sorted(near, key=lambda pair: len(pair[1]))[:1]

    def answer(self, question: str) -> str:
        """What the model makes of the handbook; NOTHING when the handbook is not about that."""
        found = self.nearest(question)
        if not found:
            return NOTHING
        passages = "\n\n".join(text for _, text in found)
        reply = client.chat.completions.create(
            model="gpt-5-mini",
            messages=[
                {"role": "system", "content": "Answer from the passages only, in two sentences."},
                {"role": "user", "content": f"{passages}\n\nQuestion: {question}"},
            ],
            max_completion_tokens=120,
        )
        return reply.choices[0].message.content

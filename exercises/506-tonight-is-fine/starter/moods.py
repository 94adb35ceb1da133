"""Labels the reviews of a month, for next week's report: `python moods.py reviews.csv moods.csv`."""

import csv
import sys

from openai import OpenAI

client = OpenAI()
MODEL = "gpt-5-mini"


def body(review: str) -> dict:
    """The request about one review."""
    prompt = f"What is the mood of this review: happy, neutral or angry? One word.\n{review}"
    return {"model": MODEL, "messages": [{"role": "user", "content": prompt}], "max_completion_tokens": 5}


def label(review: str) -> str:
    """The mood of one review."""
    answer = client.chat.completions.create(**body(review))
    return answer.choices[0].message.content


def moods(reviews: dict[str, str]) -> dict[str, str]:
    """The mood of each review, by its id, in the order of the reviews."""
    found = {}
    for name, review in reviews.items():
        mood = label(review)
        found[name] = mood
    return found


def main() -> None:
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        reviews = {row["id"]: row["text"] for row in csv.DictReader(file)}
    with open(sys.argv[2], "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(moods(reviews).items())


if __name__ == "__main__":
    main()

"""Labels the reviews of a month, for next week's report: `python moods.py reviews.csv moods.csv`."""

import csv
import json
import sys
import time

from openai import OpenAI

client = OpenAI()
MODEL = "gpt-5-mini"
ENDPOINT = "/v1/chat/completions"


def body(review: str) -> dict:
    """The request about one review."""
    prompt = f"What is the mood of this review: happy, neutral or angry? One word.\n{review}"
    return {"model": MODEL, "messages": [{"role": "user", "content": prompt}], "max_completion_tokens": 5}


def label(review: str) -> str:
    """The mood of one review."""
    answer = client.chat.completions.create(**body(review))
    return answer.choices[0].message.content


def send(reviews: dict[str, str]) -> str:
    """Starts the batch; gives its id."""
    lines = [
        json.dumps({"custom_id": name, "method": "POST", "url": ENDPOINT, "body": body(review)})
        for name, review in reviews.items()
    ]
    file = client.files.create(file=("reviews.jsonl", "\n".join(lines).encode()), purpose="batch")
    return client.batches.create(input_file_id=file.id, endpoint=ENDPOINT, completion_window="24h").id


def collect(batch_id: str) -> dict[str, str]:
    """The answers by id, once the batch is done; lines that failed are missing. Raises RuntimeError."""
    delay = 60.0
    while True:
        batch = client.batches.retrieve(batch_id)
        if batch.status == "completed":
            break
        if batch.status in {"failed", "expired", "cancelled"}:
            raise RuntimeError(f"the batch is {batch.status}")
        time.sleep(delay)
        delay = min(delay * 2, 1800)
    while batch.output_file_id is None:
        time.sleep(3600)
        batch = client.batches.retrieve(batch_id)
    lines = [json.loads(line) for line in client.files.content(batch.output_file_id).text.splitlines()]
    return {line["custom_id"]: line["response"]["body"]["choices"][0]["message"]["content"] for line in lines}


def moods(reviews: dict[str, str]) -> dict[str, str]:
    """The mood of each review, by its id, in the order of the reviews."""
    found = collect(send(reviews)) if reviews else {}
    return {name: found[name] if name in found else label(review) for name, review in reviews.items()}


def main() -> None:
    with open(sys.argv[1], newline="", encoding="utf-8") as file:
        reviews = {row["id"]: row["text"] for row in csv.DictReader(file)}
    with open(sys.argv[2], "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(moods(reviews).items())


if __name__ == "__main__":
    main()
